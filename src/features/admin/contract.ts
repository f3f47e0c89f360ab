import { z } from "zod";
import { address } from "@/features/addresses/contract";
import { linkState, newPassword, tokenText } from "@/features/auth/contract";
import { createInput } from "@/features/channels/contract";
import { locale, memberName, zone } from "@/features/members/contract";
import { teamName } from "@/features/settings/contract";
import { roles } from "@/kernel/actor";
import { weeklyHours } from "@/kernel/calendar";
import { id } from "@/kernel/ids";

/** The browser makes the new member's id: the same call again makes nobody else. */
export const setUpInput = z.object({
  token: tokenText,
  memberId: id,
  name: memberName,
  address,
  password: newPassword,
  zone,
  locale,
  team: teamName,
  hours: weeklyHours,
  channels: z
    .array(createInput.pick({ name: true, purpose: true }))
    .min(1, "A team needs a channel to begin with.")
    .max(20, "Twenty channels are enough to begin with."),
});
export type SetUpInput = z.infer<typeof setUpInput>;

export const lookInput = z.object({ token: tokenText });
export const setUpView = z.object({ state: linkState });

export const askMergeInput = z.object({ address });
export const mergeInput = z.object({ token: tokenText });

/** An account as its person is shown it before it is merged. */
const account = z.object({
  name: z.string(),
  handle: z.string(),
  role: z.enum(roles),
  posts: z.number(),
  channels: z.number(),
});
export type Account = z.infer<typeof account>;

/** `staying` is told to whoever holds the link, the accounts to the one who stays alone. */
export const mergeView = z.object({
  state: linkState,
  staying: z.object({ name: z.string(), handle: z.string() }).nullable(),
  accounts: z.object({ into: account, from: account }).nullable(),
});
export type MergeView = z.infer<typeof mergeView>;

/** The member who may now sign in. */
export const joined = z.object({ memberId: id });
