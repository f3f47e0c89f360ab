import { describe, expect, test } from "vitest";
import type { ChannelLevel, FollowState } from "@/platform/db/schema";
import { table } from "../../../tests/support/route-table";
import type { NamedReason, Preferences, Reason, Route, RouteInput } from "./contract";
import { reasons } from "./contract";
import { route, routesFor } from "./route";

const weekdays = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1_080 }] : []));
const calendar = { zone: "Europe/Lisbon", hours: weekdays };
/** A Thursday, 20:00 in Lisbon. */
const now = Date.UTC(2026, 10, 19, 20);
const fridayNine = Date.UTC(2026, 10, 20, 9);

const input = (member: Partial<RouteInput["member"]>, event: Partial<RouteInput["event"]> = {}): RouteInput => ({
  event: { actorId: "ada", startsThread: true, ...event },
  member: {
    id: "bob",
    reasons: [],
    follow: null,
    level: "threads",
    preferences: { off: {}, digest: "working_days" },
    calendar,
    ...member,
  },
  now,
});

const routesOf = (given: RouteInput): Route[] => route(given).routes.map((planned) => planned.route);

function preferencesOf(name: string, reason: Reason): Preferences {
  const off: Record<string, readonly Route[]> = {
    reason_without_digest: ["digest"],
    reason_without_inbox: ["inbox"],
    reason_off: ["inbox", "mail", "push", "digest"],
  };
  return { off: { [reason]: off[name] ?? [] }, digest: name === "digest_off" ? "off" : "working_days" };
}

describe("the table of who hears about what", () => {
  const lines = table.trim().split("\n").slice(1);

  test("has every preference, follow state and channel level once", () => {
    expect(lines).toHaveLength(5 * 4 * 5);
    expect(new Set(lines.map((line) => line.split(/\s+/, 3).join())).size).toBe(lines.length);
  });

  test.each(lines)("%s", (line) => {
    const [preference, follow, level, ...cells] = line.split(/\s+/) as [string, string, string, ...string[]];
    const state = {
      follow: follow === "none" ? null : { state: follow as FollowState, until: null },
      level: level === "outside" ? null : (level as ChannelLevel),
    };
    for (const [at, reason] of reasons.entries()) {
      const cell = cells[at]!;
      if (cell === "·") continue;
      const named = reason === "following" || reason === "channel" ? [] : [reason];
      const given = input({ ...state, reasons: named, preferences: preferencesOf(preference, reason) });
      const expected = [...(cell === "-" ? [] : cell)].map((letter) => (letter === "I" ? "inbox" : "digest"));
      expect({ reason, routes: routesOf(given) }).toEqual({ reason, routes: expected });
    }
  });
});

describe("the reason", () => {
  test("is the strongest that applies", () => {
    const following = { state: "following" as const, until: null };
    const all: NamedReason[] = ["group", "replied", "direct", "mentioned", "asked"];
    const found = [];
    for (let left = all; ; left = left.slice(0, -1)) {
      found.push(route(input({ reasons: left, follow: following })).reason);
      if (left.length === 0) break;
    }
    expect([...found, route(input({})).reason]).toEqual([...reasons]);
  });

  test("that is switched off never falls through to a weaker one", () => {
    const following = { state: "following" as const, until: null };
    const off: Preferences = { off: { mentioned: ["inbox", "digest"] }, digest: "working_days" };
    expect(route(input({ reasons: ["mentioned"], follow: following, preferences: off }))).toMatchObject({
      reason: "mentioned",
      routes: [],
      why: "switched_off",
    });
    expect(routesOf(input({ follow: following, preferences: off }))).toEqual(["inbox", "digest"]);
  });

  test("a reply in a thread that I stopped following says nothing, though I read everything in its channel", () => {
    const state = { level: "everything" as const, reasons: ["replied" as const] };
    expect(routesOf(input({ ...state, follow: { state: "not_following", until: null } }))).toEqual([]);
    expect(routesOf(input({ ...state, follow: null }))).toEqual(["inbox", "digest"]);
  });

  test("channel needs a new thread at level threads and any post at everything", () => {
    const reply = { startsThread: false };
    expect(routesOf(input({ level: "threads" }, reply))).toEqual([]);
    expect(routesOf(input({ level: "threads" }))).toEqual(["inbox", "digest"]);
    expect(routesOf(input({ level: "everything" }, reply))).toEqual(["inbox", "digest"]);
  });

  test("nobody is notified of their own act", () => {
    expect(route(input({ reasons: ["mentioned"] }, { actorId: "bob" }))).toEqual({
      reason: null,
      routes: [],
      why: "own_act",
    });
    expect(routesOf(input({ reasons: ["mentioned"] }))).toEqual(["inbox", "digest"]);
  });
});

describe("time", () => {
  test("the inbox is at once, the digest at the start of the next working day", () => {
    expect(route(input({ reasons: ["mentioned"] })).routes).toEqual([
      { route: "inbox", notBefore: now, why: "at_once" },
      { route: "digest", notBefore: fridayNine, why: "next_digest" },
    ]);
  });

  test("an empty calendar has no digest; the inbox has everything", () => {
    const empty = { zone: "Asia/Kathmandu", hours: weekdays.map(() => []) };
    expect(routesOf(input({ reasons: ["mentioned"], calendar: empty }))).toEqual(["inbox"]);
  });

  test("a mute ends by itself", () => {
    const until = (end: number) => ({ follow: { state: "muted" as const, until: end } });
    expect(routesOf(input(until(now + 1)))).toEqual([]);
    expect(routesOf(input(until(now)))).toEqual(["inbox", "digest"]);
  });
});

describe("asked again at sending", () => {
  const state = input({}).member;
  const still = (reason: Reason, member: Partial<typeof state>) => {
    const { routes, why } = routesFor(reason, true, { ...state, ...member }, now);
    return routes.some((planned) => planned.route === "digest") ? "digest" : why;
  };

  test.each([
    ["following", { follow: { state: "following" as const, until: null } }, "digest"],
    ["following", { follow: null }, "not_following"],
    ["following", { follow: { state: "muted" as const, until: null } }, "muted"],
    ["mentioned", { follow: { state: "muted" as const, until: null } }, "muted"],
    ["mentioned", {}, "digest"],
    ["mentioned", { preferences: { off: {}, digest: "off" as const } }, "switched_off"],
    ["mentioned", { level: "muted" as const }, "channel_muted"],
    ["channel", { level: null }, "left_channel"],
    ["channel", { level: "mentions" as const }, "channel_level"],
    ["channel", {}, "digest"],
  ] as const)("%s with %o: %s", (reason, member, expected) => {
    expect(still(reason, member)).toBe(expected);
  });
});
