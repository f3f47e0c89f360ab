import type { Calendar } from "@/kernel/calendar";
import type { ChannelLevel, DigestWhen, FollowState, Reason, Route } from "@/platform/db/schema";

export type { Reason, Route } from "@/platform/db/schema";

/** Why somebody hears of something, the strongest first: the first that applies decides alone. */
export const reasons = [
  "asked",
  "mentioned",
  "direct",
  "replied",
  "group",
  "following",
  "channel",
] as const satisfies readonly Reason[];

/** Reasons that the post itself gives; `following` and `channel` come from the member's own state. */
export type NamedReason = Exclude<Reason, "following" | "channel">;

/** What a member wants of a thread and its channel, as it is at this moment. */
export type MemberState = {
  follow: { state: FollowState; until: number | null } | null;
  /** Absent for who is not in the channel. */
  level: ChannelLevel | null;
  preferences: Preferences;
  calendar: Calendar;
};

export type Preferences = {
  /** Routes that the member switched off, by reason. */
  off: Partial<Record<Reason, readonly Route[]>>;
  digest: DigestWhen;
};

export type RouteInput = {
  event: { actorId: string | null; startsThread: boolean };
  member: MemberState & { id: string; reasons: readonly NamedReason[] };
  now: number;
};

/** Why something goes a route, or why not. Kept in each delivery's row. */
export type Why =
  | "at_once"
  | "next_digest"
  | "own_act"
  | "no_reason"
  | "not_following"
  | "muted"
  | "channel_level"
  | "channel_muted"
  | "switched_off"
  | "left_channel"
  | "read"
  | "no_longer_named"
  | "deleted"
  | "no_access"
  | "deactivated"
  | "sent"
  | "kept"
  | "refused"
  | "gave_up";

export type PlannedRoute = { route: Route; notBefore: number; why: Why };

/** What becomes of an event for one member. Without routes, `why` says what kept it from them. */
export type Routing = { reason: Reason | null; routes: PlannedRoute[]; why: Why };
