import { nextDayStart } from "@/kernel/calendar";
import {
  type MemberState,
  type PlannedRoute,
  type Reason,
  type Route,
  type RouteInput,
  type Routing,
  reasons,
  type Why,
} from "./contract";

/** What can reach a member at all; the digest stands in for the mail bundle (docs/decisions/0020). */
const defaults: readonly Route[] = ["inbox", "digest"];

/**
 * Decides what becomes of an event for one member: the first reason that applies, the routes that follow from it alone,
 * when each may go at the earliest, and why. Pure: delivery, preview and explanation all call it, so they cannot differ.
 * Who may see the event at all is asked before.
 */
export function route({ event, member, now }: RouteInput): Routing {
  if (event.actorId === member.id) return { reason: null, routes: [], why: "own_act" };
  const reason = reasons.find(
    (each) => (member.reasons as readonly Reason[]).includes(each) || standing(each, member, event.startsThread, now),
  );
  if (!reason) return { reason: null, routes: [], why: "no_reason" };
  return { reason, ...routesFor(reason, event.startsThread, member, now) };
}

/**
 * The routes that a reason still has, for asking again at the moment of sending: the reason of a notification stays,
 * while the member may have muted, left, turned down or switched off meanwhile.
 */
export function routesFor(
  reason: Reason,
  startsThread: boolean,
  member: MemberState,
  now: number,
): { routes: PlannedRoute[]; why: Why } {
  const { reach, why } = reachOf(reason, startsThread, member, now);
  const off = member.preferences.off[reason] ?? [];
  const reached = reach === "all" ? defaults : defaults.filter((each) => reach === "inbox" && each === "inbox");
  const wanted = reached.filter((each) => !off.includes(each));
  const routes = wanted.flatMap((each): PlannedRoute[] => {
    if (each === "inbox") return [{ route: each, notBefore: now, why: "at_once" }];
    // Without a working day there is no digest that could bring it: the inbox has it.
    const next = member.preferences.digest === "off" ? null : nextDayStart(member.calendar, now);
    return next ? [{ route: each, notBefore: next.at, why: "next_digest" }] : [];
  });
  return { routes, why: routes.length < reached.length ? "switched_off" : why };
}

/** Whether the member's own follow or level makes this a reason, before mutes are asked. */
function standing(reason: Reason, member: MemberState, startsThread: boolean, now: number): boolean {
  if (reason === "following") return followOf(member, now) === "following";
  if (reason !== "channel") return false;
  return member.level === "everything" || (startsThread && member.level !== null && member.level !== "mentions");
}

/** A mute with an end gives way to what muting presupposes: following. */
function followOf({ follow }: MemberState, now: number) {
  if (follow?.state === "muted" && follow.until !== null && follow.until <= now) return "following";
  return follow?.state ?? null;
}

type Reach = { reach: "all" | "inbox" | "none"; why: Why };

/** The table of PRODUCT.md, "Who hears about what", row by row: the strictest row that applies wins. */
function reachOf(reason: Reason, startsThread: boolean, member: MemberState, now: number): Reach {
  const follow = followOf(member, now);
  const called = reason === "asked" || reason === "mentioned";
  if (follow === "muted") return { reach: called ? "inbox" : "none", why: "muted" };
  if (member.level === "muted" && follow !== "following" && reason !== "direct")
    return { reach: called ? "inbox" : "none", why: "channel_muted" };
  if (follow === "not_following" && (reason === "replied" || reason === "following" || reason === "channel"))
    return { reach: "none", why: "not_following" };
  if (reason === "following" && follow === null) return { reach: "none", why: "not_following" };
  if (reason === "channel" && !standing("channel", member, startsThread, now))
    return { reach: "none", why: member.level === null ? "left_channel" : "channel_level" };
  return { reach: "all", why: "at_once" };
}
