import { and, eq, gt, isNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { type TransactionOptions, type Tx, transaction } from "../db";
import { members, sessions } from "../db/schema";

/**
 * The transactions of one member's request. Each begins by asking whether they are still signed in, and still what they
 * were when the request came: one that waited for its turn, or hashed a password, does not outlive a deactivation or a
 * role. One statement.
 * @throws AppError UNAUTHENTICATED or CONFLICT, from each of them.
 */
export function transactionsOf(actor: Actor): typeof transaction {
  function run<T>(first: TransactionOptions | ((tx: Tx) => Promise<T>), second?: (tx: Tx) => Promise<T>): Promise<T> {
    const [options, command] = typeof first === "function" ? [{}, first] : [first, second as (tx: Tx) => Promise<T>];
    return transaction(options, async (tx) => {
      await assertStillIn(tx, actor);
      return command(tx);
    });
  }
  return run;
}

export const signedOut = () =>
  new AppError("UNAUTHENTICATED", "You are signed out. What you wrote is kept here; sign in to go on.");

async function assertStillIn(tx: Tx, { id, role, sessionId }: Actor): Promise<void> {
  const [row] = await tx
    .select({ role: members.role })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(
      and(eq(sessions.id, sessionId), eq(members.id, id), gt(sessions.expiresAt, now()), isNull(members.deactivatedAt)),
    );
  if (!row) throw signedOut();
  if (row.role !== role)
    throw new AppError("CONFLICT", "What you may do here has just changed. Load the page again; nothing was done.");
}
