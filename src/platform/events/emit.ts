import { now } from "@/kernel/clock";
import type { Tx } from "../db";
import { events } from "../db/schema/platform";
import { wake } from "../wake";
import type { NewEvent } from "./define";

/** Appends an event to the log in the transaction of the rule that caused it. `actor` is absent for the program itself. */
export async function emit(tx: Tx, event: NewEvent, actor: { id: string } | null): Promise<void> {
  await tx.insert(events).values({ kind: event.kind, payload: event.payload, actorId: actor?.id ?? null, at: now() });
  tx.afterCommit(() => wake("relay"));
}
