import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openStream } from "@/client/stream";

/** The browser's locks: one holder a name, the others in order of asking. */
class FakeLocks {
  private readonly waiting: { start(): void; aborted(): boolean }[] = [];
  private held = false;

  request(_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ aborted: () => signal.aborted, start: () => void hold().then(() => this.next(), resolve) });
      if (!this.held) this.next();
    });
  }

  private next(): void {
    const turn = this.waiting.shift();
    this.held = turn !== undefined;
    if (turn?.aborted()) this.next();
    else turn?.start();
  }
}

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (event: { data: string }) => void;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  static get open(): FakeSource[] {
    return FakeSource.all.filter(({ readyState }) => readyState < 2);
  }

  happens(seq: number): void {
    this.onmessage?.({ data: JSON.stringify({ seq, kind: "post.added" }) });
  }

  beats(seq: number): void {
    this.dispatchEvent(Object.assign(new Event("beat"), { data: JSON.stringify({ seq }) }));
  }

  refuse(): void {
    this.readyState = 2;
    this.onerror?.();
  }

  close(): void {
    this.readyState = 2;
  }
}

type Tab = { seqs: number[]; resets: number[]; states: string[]; close(): void };
const tabs: Tab[] = [];
function openTab(since: number): Tab {
  const tab = { seqs: [] as number[], resets: [] as number[], states: [] as string[] };
  const close = openStream(since, {
    onEvent: ({ seq }) => tab.seqs.push(seq),
    onReset: (seq) => tab.resets.push(seq),
    onState: (state) => tab.states.push(state),
  });
  const opened = { ...tab, close };
  tabs.push(opened);
  return opened;
}

/** Messages between tabs take a turn or two. */
const heard = () => pause(20);
const now = () => FakeSource.open[0] as FakeSource;

beforeEach(() => {
  FakeSource.all = [];
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("ten tabs share one stream, and each hears of everything once", async () => {
  const ten = Array.from({ length: 10 }, () => openTab(5));
  await heard();
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/api/events?since=5"]);
  now().onopen?.();
  now().happens(6);
  now().happens(9);
  await heard();
  for (const tab of ten) expect(tab).toMatchObject({ seqs: [6, 9], states: expect.arrayContaining(["live"]) });
});

test("when the tab with the stream closes, the next one goes on from where it was", async () => {
  const [first, second] = [openTab(5), openTab(5)];
  await heard();
  now().happens(6);
  await heard();
  first.close();
  await heard();
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/api/events?since=6"]);
  now().happens(7);
  expect(second.seqs).toEqual([6, 7]);
});

test("a tab that opens later hears what happened since its page was made", async () => {
  openTab(5);
  await heard();
  for (const seq of [6, 7, 8]) now().happens(seq);
  const late = openTab(6);
  await heard();
  expect(late.seqs).toEqual([7, 8]);
  expect(late.resets).toEqual([]);
});

test("a tab whose page is older than what the others remember fetches everything anew", async () => {
  openTab(5);
  await heard();
  now().happens(8);
  const late = openTab(3);
  await heard();
  expect(late).toMatchObject({ seqs: [], resets: [8] });
  now().happens(9);
  await heard();
  expect(late.seqs).toEqual([9]);
});

test("a stream that is refused is tried again, and one that is signed out says so and stops", async () => {
  vi.stubGlobal("fetch", async () => ({ status: 503 }));
  vi.spyOn(Math, "random").mockReturnValue(-0.49);
  const [tab, other] = [openTab(5), openTab(5)];
  await heard();
  now().refuse();
  await pause(60);
  expect(FakeSource.open).toHaveLength(1);
  vi.stubGlobal("fetch", async () => ({ status: 401 }));
  now().refuse();
  await pause(60);
  expect(FakeSource.open).toHaveLength(0);
  expect(tab.states.at(-1)).toBe("signed-out");
  expect(other.states.at(-1)).toBe("signed-out");
});

test("a line that died without a word is given up after 80 seconds, and the new one begins where the host stood", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const tab = openTab(5);
  await heard();
  now().onopen?.();
  vi.advanceTimersByTime(79_000);
  now().beats(8);
  vi.advanceTimersByTime(79_000);
  expect(FakeSource.all).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/api/events?since=8"]);
  expect(tab.states.at(-1)).toBe("connecting");
  now().onopen?.();
  now().happens(9);
  vi.advanceTimersByTime(80_000);
  expect(FakeSource.open.map(({ url }) => url)).toEqual(["/api/events?since=9"]);
  expect(FakeSource.all).toHaveLength(3);
  tab.close();
  vi.advanceTimersByTime(160_000);
  expect(FakeSource.all).toHaveLength(3);
});

test("where the browser has no locks each tab has its own stream", async () => {
  vi.stubGlobal("navigator", {});
  const two = [openTab(5), openTab(6)];
  expect(FakeSource.open).toHaveLength(2);
  FakeSource.open[1]?.happens(6);
  FakeSource.open[1]?.happens(7);
  expect(two.map(({ seqs }) => seqs)).toEqual([[], [7]]);
});
