import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { firstNumber, type Viewer, visiblePlaces } from "@/features/channels";
import { routesFor } from "@/features/notifications";
import type { Why } from "@/features/notifications/contract";
import { calendarOf } from "@/features/settings";
import type { Calendar } from "@/kernel/calendar";
import { contains } from "@/kernel/ranges";
import type { Read } from "@/platform/db";
import {
  type ChannelLevel,
  channelMembers,
  channels,
  deliveries,
  digestPlans,
  type FollowState,
  follows,
  members,
  notifications,
  posts,
  type Reason,
  readStates,
  threads,
  workspace,
} from "@/platform/db/schema";

/** Whom a digest is for. */
export type Addressee = Viewer & {
  name: string;
  locale: string;
  isActive: boolean;
  wants: boolean;
  calendar: Calendar;
  team: string;
};

/** The member as they are at this moment, or null when there is none. One statement. */
export async function addressee(read: Read, memberId: string): Promise<Addressee | null> {
  const [row] = await read
    .select({ member: members, when: digestPlans.when, team: workspace.name, hours: workspace.hours })
    .from(members)
    .innerJoin(workspace, eq(workspace.id, 1))
    .leftJoin(digestPlans, eq(digestPlans.memberId, members.id))
    .where(eq(members.id, memberId));
  if (!row) return null;
  const { id, role, name, locale, deactivatedAt } = row.member;
  return {
    id,
    role,
    name,
    locale,
    isActive: deactivatedAt === null,
    wants: row.when !== "off",
    calendar: calendarOf(row.member, { hours: row.hours }),
    team: row.team,
  };
}

/** A post that waits for a member's digest or stands in it, without its words. */
const candidate = {
  deliveryId: deliveries.id,
  reason: notifications.reason,
  threadId: threads.id,
  title: threads.title,
  channelId: channels.id,
  channelName: channels.name,
  direct: sql<boolean>`${channels.visibility} = 'conversation'`.mapWith(Boolean),
  postId: posts.id,
  number: posts.number,
  authorId: posts.authorId,
  at: posts.createdAt,
  size: sql<number>`length(${posts.html})`.mapWith(Number),
};
const state = {
  deletedAt: posts.deletedAt,
  level: channelMembers.level,
  follow: follows.state,
  muteUntil: follows.until,
  ranges: readStates.ranges,
};

/** Waiting for the next digest. */
export const waiting = (): SQL | undefined => eq(deliveries.state, "pending");
/** In a mail that is about to go, or that was given up. */
export const inMail = (mailId: string): SQL | undefined =>
  and(eq(deliveries.mailId, mailId), inArray(deliveries.state, ["sending", "dead", "failed"]));

export type Candidate = Awaited<ReturnType<typeof candidates>>[number]["post"];

/**
 * Every such post, each with why it is not to be told any more, as things stand now, or null when it is. Two
 * statements, however many posts there are.
 */
export async function candidates(read: Read, to: Addressee, which: SQL | undefined, now: number) {
  const rows = await read
    .select({ post: candidate, state })
    .from(deliveries)
    .innerJoin(notifications, eq(notifications.id, deliveries.notificationId))
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .leftJoin(channelMembers, and(eq(channelMembers.channelId, channels.id), eq(channelMembers.memberId, to.id)))
    .leftJoin(follows, and(eq(follows.threadId, threads.id), eq(follows.memberId, to.id)))
    .leftJoin(readStates, and(eq(readStates.threadId, threads.id), eq(readStates.memberId, to.id)))
    .where(and(eq(deliveries.memberId, to.id), eq(deliveries.route, "digest"), which))
    .orderBy(asc(deliveries.id));
  const places = await read
    .select({ id: channels.id, first: firstNumber(to.id) })
    .from(channels)
    .where(and(inArray(channels.id, [...new Set(rows.map(({ post }) => post.channelId))]), visiblePlaces(to)));
  const seen = new Map(places.map(({ id, first }) => [id, first]));
  return rows.map((row) => ({ post: row.post, why: objection(row, to, seen, now) }));
}

type Post = { reason: Reason; channelId: string; direct: boolean; number: number };
type State = {
  deletedAt: number | null;
  level: ChannelLevel | null;
  follow: FollowState | null;
  muteUntil: number | null;
  ranges: [number, number][] | null;
};

/** Why a post is not told: what may not be said comes before what need not. */
function objection(
  { post, state }: { post: Post; state: State },
  to: Addressee,
  seen: ReadonlyMap<string, number>,
  now: number,
): Why | null {
  if (!to.isActive) return "deactivated";
  if (state.deletedAt !== null) return "deleted";
  if (post.number < (seen.get(post.channelId) ?? Number.POSITIVE_INFINITY)) return "no_access";
  if (contains(state.ranges ?? [], post.number)) return "read";
  const preferences = { off: {}, digest: to.wants ? ("working_days" as const) : ("off" as const) };
  const follow = state.follow && { state: state.follow, until: state.muteUntil };
  const member = { follow, level: post.direct ? null : state.level, preferences, calendar: to.calendar };
  const { routes, why } = routesFor(post.reason, post.number === 1, member, now);
  return routes.some(({ route }) => route === "digest") ? null : why;
}
