import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { HandleSpan } from "@/features/members";
import { retyped } from "@/features/posts";
import { reader, type Tx, transaction } from "@/platform/db";
import { drafts } from "@/platform/db/schema";

/** Drafts that are looked at between two turns of the event loop. */
const PAGE = 50;

/** Deletes what a member who is erased had not posted yet. */
export async function forgetDrafts(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(drafts).where(eq(drafts.memberId, memberId));
}

/**
 * Writes another handle wherever one of a member who is erased was typed in what others have not posted yet. Its version
 * stays: nobody changed what they meant. Done again it changes nothing.
 */
export async function sweepDrafts(handles: readonly HandleSpan[], instead: string, signal: AbortSignal): Promise<void> {
  const cleaned = retyped(handles, instead);
  for (let after = ""; ; ) {
    signal.throwIfAborted();
    const page = await reader()
      .select({ id: drafts.id, body: drafts.body, at: drafts.updatedAt })
      .from(drafts)
      .where(and(after ? gt(drafts.id, after) : undefined, sql`replace(${drafts.body}, '@', '') <> ${drafts.body}`))
      .orderBy(asc(drafts.id))
      .limit(PAGE);
    for (const { id, body, at } of page) if (cleaned(body, at) !== body) await rename(id, cleaned);
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
    await nextTurn();
  }
}

const rename = (id: string, cleaned: (text: string, at: number) => string): Promise<void> =>
  transaction(async (tx) => {
    const [draft] = await tx.select({ body: drafts.body, at: drafts.updatedAt }).from(drafts).where(eq(drafts.id, id));
    if (!draft) return;
    await tx
      .update(drafts)
      .set({ body: cleaned(draft.body, draft.at) })
      .where(eq(drafts.id, id));
  });
