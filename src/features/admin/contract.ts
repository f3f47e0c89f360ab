import { z } from "zod";
import { address } from "@/features/addresses/contract";
import { linkState, newPassword, tokenText } from "@/features/auth/contract";
import { createInput } from "@/features/channels/contract";
import { locale, memberName, zone } from "@/features/members/contract";
import { teamName } from "@/features/settings/contract";
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

/** The member who may now sign in. */
export const joined = z.object({ memberId: id });
