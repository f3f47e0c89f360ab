import { z } from "zod";
import { address } from "@/features/addresses/contract";
import { linkState, newPassword, tokenText } from "@/features/auth/contract";
import { createInput } from "@/features/channels/contract";
import { locale, memberName, zone } from "@/features/members/contract";
import { teamName } from "@/features/settings/contract";
import { roles } from "@/kernel/actor";
import { id } from "@/kernel/ids";
import { weeklyHours } from "@/kernel/weekly-hours";

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

export const memberInput = z.object({ memberId: id });
export const roleInput = z.object({ memberId: id, role: z.enum(roles) });
export type RoleInput = z.infer<typeof roleInput>;

/** Who takes over what would have nobody; null leaves it so. */
const heirId = id.nullable();
export const deactivateInput = z.object({ memberId: id, heirId });
export type DeactivateInput = z.infer<typeof deactivateInput>;
export const leaveInput = z.object({ heirId });
export type LeaveInput = z.infer<typeof leaveInput>;
export const adoptInput = z.object({ heirId: id });

/** `posts`: they stay, as those of a former member, or they go. `handle` is typed by hand, against a slip. */
export const eraseInput = z.object({ memberId: id, handle: z.string().max(100), posts: z.enum(["keep", "remove"]) });
export type EraseInput = z.infer<typeof eraseInput>;

/** What has, or would have, nobody, by kind: how many. Names may be nobody else's business. */
export const holdings = z.object({ channels: z.number(), groups: z.number() });
export type Holdings = z.infer<typeof holdings>;

/** A link by which a member chooses a new password, to be handed to them. */
export const madeLink = z.object({ linkId: id, token: z.string(), expiresAt: z.number() });
export type MadeLink = z.infer<typeof madeLink>;

export const listInput = z.object({
  show: z.enum(["active", "deactivated"]).default("active"),
  cursor: z.string().max(400).nullish(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListInput = z.infer<typeof listInput>;

/** A member as owners and admins see them. */
const keptMember = z.object({
  id,
  name: z.string(),
  handle: z.string(),
  role: z.enum(roles),
  address: z.string(),
  /** The day, counted from 1970 in UTC, on which a browser of theirs was last heard of: no finer. Null without a session. */
  seenDay: z.number().nullable(),
  /** Whether a second factor is asked of them. */
  secondFactor: z.boolean(),
  deactivatedAt: z.number().nullable(),
});
export type KeptMember = z.infer<typeof keptMember>;
export const keptMembers = z.object({ items: z.array(keptMember), next: z.string().nullable() });
