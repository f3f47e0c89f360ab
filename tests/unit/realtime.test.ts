import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/kernel/actor";
import type { LoggedEvent } from "@/platform/events";
import { Hub } from "@/platform/realtime/hub";
import type { RealtimeRules } from "@/platform/realtime/rules";
import { FakeSink } from "../support/fake-sink";

const actor = (name: string, sessionId = `session of ${name}`): Actor => ({ id: name, role: "member", sessionId });

/** A log, its hub, and rules that the test changes while streams are open. */
async function world() {
  const events: LoggedEvent[] = [];
  let compactedTo = 0;
  const hidden = new Set<string>();
  const over = new Set<string>();
  let beforeAnswer = async () => {};
  const rules: RealtimeRules = {
    async seers(_read, event, memberIds) {
      await beforeAnswer();
      const { memberIds: addressed } = event.payload as { memberIds?: string[] };
      return memberIds.filter((id) => !hidden.has(id) && (!addressed || addressed.includes(id)));
    },
    alive: async (_read, sessionIds) => sessionIds.filter((id) => !over.has(id)),
    ends: ({ kind, payload }) => (kind === "session.ended" ? { sessionId: String(payload.sessionId) } : undefined),
  };
  const history = {
    after: async (seq: number, limit: number) => {
      await nextTurn();
      return events.filter((event) => event.seq > Math.max(seq, compactedTo)).slice(0, limit);
    },
    head: async () => events.length,
  };
  const read = () => ({}) as ReturnType<Parameters<typeof Hub.open>[0]["read"]>;
  const hub = await Hub.open({ read, history, rules });
  const append = (payload: Record<string, unknown> = { threadId: "t" }, kind = "post.added"): LoggedEvent => {
    const seq = events.length + 1;
    const event = { id: seq, seq, kind, actorId: null, payload, at: 0 };
    events.push(event);
    return event;
  };
  return {
    hub,
    hidden,
    over,
    append,
    happens: (payload?: Record<string, unknown>, kind?: string) => hub.publish([append(payload, kind)]),
    compact: (to: number) => {
      compactedTo = to;
    },
    whileAsked: (callback: () => Promise<void>) => {
      beforeAnswer = callback;
    },
    async join(name: string, since?: number, sink = new FakeSink()) {
      await hub.join(actor(name), sink.as(), since);
      return sink;
    },
  };
}

type World = Awaited<ReturnType<typeof world>>;
let w: World;
beforeEach(async () => {
  w = await world();
});
afterEach(() => {
  w.hub.close();
  vi.useRealTimers();
});

describe("what a stream gets", () => {
  test("what changed, by kind and ids, and never to whom else it was addressed", async () => {
    const ada = await w.join("ada");
    const bob = await w.join("bob");
    await w.happens({ threadId: "t", memberIds: ["ada"] }, "inbox.changed");
    expect(ada.text).toContain('data: {"threadId":"t","seq":1,"kind":"inbox.changed"}\n\n');
    expect(ada.text).not.toContain("memberIds");
    expect(bob.seqs).toEqual([]);
  });

  test("a stream that comes back gets what it missed, each event once and in order, while others go on happening", async () => {
    for (let i = 0; i < 450; i += 1) w.append();
    await w.hub.publish([w.append()]);
    const sink = new FakeSink();
    const joined = w.hub.join(actor("ada"), sink.as(), 100);
    for (let i = 0; i < 60; i += 1) {
      await w.happens();
      await nextTurn();
    }
    await joined;
    await w.happens();
    expect(sink.seqs).toEqual(Array.from({ length: 512 - 100 }, (_, i) => 101 + i));
  });

  test("an event that is being handed out while a stream joins reaches it once", async () => {
    let late: Promise<FakeSink> | undefined;
    await w.join("ada");
    w.whileAsked(async () => {
      w.whileAsked(async () => {});
      late = w.join("bob", 0);
      await nextTurn();
      await nextTurn();
      await nextTurn();
    });
    await w.happens();
    const bob = await late!;
    expect(bob.seqs).toEqual([1]);
    await w.happens();
    expect(bob.seqs).toEqual([1, 2]);
  });

  test("a stream that is ahead of this process gets nothing twice", async () => {
    const both = [w.append(), w.append()];
    const ada = await w.join("ada", 1);
    await w.hub.publish(both);
    expect(ada.seqs).toEqual([2]);
  });

  test("a page that knows no place starts at the present one", async () => {
    await w.happens();
    const ada = await w.join("ada");
    expect(ada.text).toContain('event: start\nid: 1\ndata: {"seq":1}');
    expect(ada.seqs).toEqual([]);
  });

  test.each([
    ["lies before what was compacted", 5, 10],
    ["the log has never reached (a backup was put back)", 999, 0],
  ])("a place that %s is answered with a reset", async (_what, since, compacted) => {
    for (let i = 0; i < 20; i += 1) w.append();
    await w.hub.publish([w.append()]);
    w.compact(compacted);
    const ada = await w.join("ada", since);
    expect(ada.text).toContain('event: reset\nid: 21\ndata: {"seq":21}');
    await w.happens();
    expect(ada.seqs).toEqual([22]);
  });
});

describe("who may see it now", () => {
  test("whoever lost access gets nothing more, neither live nor by coming back with an old place", async () => {
    const ada = await w.join("ada");
    const bob = await w.join("bob");
    await w.happens();
    w.hidden.add("bob");
    await w.happens();
    expect(ada.seqs).toEqual([1, 2]);
    expect(bob.seqs).toEqual([1]);
    expect((await w.join("bob", 0)).seqs).toEqual([]);
    expect((await w.join("ada", 0)).seqs).toEqual([1, 2]);
  });

  test("an ended session ends its streams at once and no other's", async () => {
    const ada = await w.join("ada");
    const bob = await w.join("bob");
    await w.happens({ sessionId: "session of bob" }, "session.ended");
    expect([ada.state, bob.state]).toEqual(["open", "ended"]);
    w.hub.endStreams({ memberId: "ada" });
    expect(ada.state).toBe("ended");
  });

  test("a session that ends while its stream opens gets no stream", async () => {
    w.over.add("session of bob");
    expect((await w.join("bob")).state).toBe("ended");
    expect((await w.join("ada")).state).toBe("open");
  });

  test("when access cannot be told, streams end and nothing is lost: they come back", async () => {
    const ada = await w.join("ada");
    w.whileAsked(() => Promise.reject(new Error("the database does not answer")));
    await w.happens();
    expect(ada.state).toBe("ended");
    expect(ada.seqs).toEqual([]);
    w.whileAsked(async () => {});
    expect((await w.join("ada", 0)).seqs).toEqual([1]);
  });
});

describe("quiet and slow connections", () => {
  test("a heartbeat each 25 seconds, and an expired session is noticed by it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    w = await world();
    const ada = await w.join("ada");
    const bob = await w.join("bob");
    vi.advanceTimersByTime(24_999);
    await nextTurn();
    expect(ada.heartbeats).toBe(0);
    w.over.add("session of bob");
    vi.advanceTimersByTime(1);
    await nextTurn();
    expect(ada.heartbeats).toBe(1);
    expect(bob.state).toBe("ended");
  });

  test("a stream ends within some twenty minutes, however alive it looks, and its browser comes back for nothing", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    w = await world();
    const ada = await w.join("ada");
    w.hidden.add("ada");
    await w.happens();
    w.hidden.clear();
    for (let beats = 0; beats < 26; beats++) {
      vi.advanceTimersByTime(25_000);
      await nextTurn();
    }
    expect(ada.state).toBe("open");
    for (let beats = 0; beats < 20; beats++) {
      vi.advanceTimersByTime(25_000);
      await nextTurn();
    }
    expect(ada.state).toBe("ended");
    // What was not for this reader is behind them.
    expect(ada.text).toMatch(/event: beat\nid: 1\ndata: \{"seq":1\}\n\n$/);
    await w.happens();
    expect((await w.join("ada", 1)).seqs).toEqual([2]);
  });

  test("a reader that takes nothing is cut before much is kept for it, and may come back", async () => {
    const slow = await w.join("ada");
    const quick = await w.join("bob");
    slow.full = true;
    for (let i = 0; i < 1_500; i += 1) await w.happens({ threadId: "t".repeat(40) });
    expect(slow.state).toBe("destroyed");
    expect(slow.writableLength).toBeLessThan(80 * 1024);
    expect(quick.seqs).toHaveLength(1_500);
    expect((await w.join("ada", 1_490)).seqs).toHaveLength(10);
  });

  test("a reader that was slow for a moment goes on", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    w = await world();
    const ada = await w.join("ada");
    ada.full = true;
    await w.happens();
    ada.drain();
    vi.advanceTimersByTime(25_000);
    await nextTurn();
    expect(ada.state).toBe("open");
    ada.full = true;
    await w.happens();
    vi.advanceTimersByTime(25_000);
    await nextTurn();
    expect(ada.state).toBe("destroyed");
  });
});

test("2,000 streams get an event in slices between which the event loop answers others", async () => {
  const sinks = await Promise.all(Array.from({ length: 2_000 }, (_, i) => w.join(`member ${i}`)));
  let turns = 0;
  let going = true;
  const others = (async () => {
    while (going) {
      await nextTurn();
      turns += 1;
    }
  })();
  await w.happens();
  going = false;
  await others;
  expect(sinks.every(({ seqs }) => seqs.length === 1)).toBe(true);
  expect(turns).toBeGreaterThanOrEqual(9);
});
