import { eq, gt, inArray, sql } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { reader, type Tx, transaction } from "../db";
import { tries } from "../db/schema/platform";
import { sign } from "../secret";

/** What is counted and at what or by whom, and how often it may be tried in so many milliseconds. */
export type Limit = { what: string; subject: string; most: number; windowMs: number };

type Counted = Pick<Limit, "what" | "subject">;

/** The row names nobody: what was typed may be somebody's address. */
const keyOf = ({ what, subject }: Counted): string => sign("tries", `${what}\n${subject}`);

/**
 * Counts a try against each of these limits, in their order, until one of them is passed. Rows, so that neither a
 * restart nor a second process begins anew; what is refused anyway is read and not written, so that trying on keeps no
 * disk busy. Not inside a transaction: a try counts also when what follows fails.
 * @returns the milliseconds to wait; 0 when it may be tried.
 */
export async function countTries(limits: readonly Limit[]): Promise<number> {
  const at = now();
  const keyed = limits.map((limit) => ({ ...limit, key: keyOf(limit) }));
  const rows = await reader()
    .select()
    .from(tries)
    .where(
      inArray(
        tries.key,
        keyed.map(({ key }) => key),
      ),
    );
  const waits = rows
    .filter(({ key, count }) => keyed.some((limit) => limit.key === key && count >= limit.most))
    .map(({ endsAt }) => endsAt - at);
  const longest = Math.max(0, ...waits);
  if (longest > 0) return longest;
  return transaction({ kind: "queue" }, async (tx) => {
    for (const limit of keyed) {
      const { count, endsAt } = await countOne(tx, limit.key, at, at + limit.windowMs);
      if (count > limit.most) return endsAt - at;
    }
    return 0;
  });
}

async function countOne(tx: Tx, key: string, at: number, endsAt: number) {
  const isOver = sql`${tries.endsAt} <= ${sql.param(at, tries.endsAt)}`;
  const [row] = await tx
    .insert(tries)
    .values({ key, count: 1, endsAt })
    .onConflictDoUpdate({
      target: tries.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${tries.count} + 1 end`,
        endsAt: sql`case when ${isOver} then ${sql.param(endsAt, tries.endsAt)} else ${tries.endsAt} end`,
      },
    })
    .returning({ count: tries.count, endsAt: tries.endsAt });
  if (!row) throw new Error("An upsert gives its row.");
  return row;
}

/** Forgets all that was counted of one thing, and gives one try of another back. */
export async function forgiveTries(forgotten: Counted, givenBack: Counted): Promise<void> {
  await transaction({ kind: "queue" }, async (tx) => {
    await tx
      .update(tries)
      .set({ count: sql`${tries.count} - 1` })
      .where(sql`${eq(tries.key, keyOf(givenBack))} and ${gt(tries.count, 0)}`);
    await tx.delete(tries).where(eq(tries.key, keyOf(forgotten)));
  });
}
