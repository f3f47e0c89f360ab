/** A subscriber and a job that leave traces, shared by the relay's and the runner's tests and their child processes. */
import { like } from "drizzle-orm";
import { z } from "zod";
import { reader, type Tx, transaction } from "@/platform/db";
import { relayCursors } from "@/platform/db/schema/platform";
import { defineEvent, emit, type LoggedEvent, type Subscriber } from "@/platform/events";
import { defineJob } from "@/platform/jobs";
import { amountOf, increment, put, write } from "./counter";

const payload = z.object({ n: z.number().int() });
export const happened = defineEvent("thing.happened", payload);
/** What the probe cannot handle. */
export const poison = defineEvent("thing.poisoned", payload);

/** Counts up a row: a second time shows as 2. */
export async function trace(tx: Tx, name: string): Promise<void> {
  if ((await amountOf(tx, name)) === undefined) await put(tx, name, 0);
  await increment(tx, name);
}

/** Every trace whose name begins so, with how often it was left. */
export async function traces(start: string): Promise<Record<string, number>> {
  const rows = await reader()
    .select()
    .from(relayCursors)
    .where(like(relayCursors.subscriber, `${start}%`));
  return Object.fromEntries(rows.map(({ subscriber, seq }) => [subscriber.slice(start.length), seq]));
}

/** Leaves a trace of each event, and one of each that did not come right after the one before. */
export const probe: Subscriber = {
  name: "probe",
  async handle(tx, event) {
    const last = await amountOf(tx, "last");
    if (last === undefined) await put(tx, "last", 0);
    if (event.seq !== (last ?? 0) + 1) await trace(tx, `jump:${event.seq}`);
    await write(tx, "last", event.seq);
    await trace(tx, `handled:${event.payload.n}`);
    if (event.kind === poison.kind) throw new Error("poison");
  },
};

/** Emits numbered events in one transaction. */
export const emitNumbers = (from: number, to: number): Promise<void> =>
  transaction({ kind: "queue" }, async (tx) => {
    for (let n = from; n <= to; n++) await emit(tx, happened({ n }), null);
  });

export const seqs = (events: readonly LoggedEvent[]): number[] => events.map(({ seq }) => seq);
export const numbers = (events: readonly LoggedEvent[]): unknown[] => events.map(({ payload: { n } }) => n);
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
/** What `traces` gives when each of 1 to n happened exactly once. */
export const onceEach = (n: number): Record<string, number> => Object.fromEntries(upTo(n).map((one) => [one, 1]));

/** Leaves a trace; a negative number throws instead. */
export const count = defineJob({
  kind: "probe.count",
  payload,
  retry: [60_000, 300_000],
  async run({ n }, { finish }) {
    if (n < 0) throw new Error("a negative number");
    await finish((tx) => trace(tx, `counted:${n}`), { kind: "queue" });
  },
});
