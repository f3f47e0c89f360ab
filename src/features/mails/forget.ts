import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { reader, type Tx, transaction } from "@/platform/db";
import { mails } from "@/platform/db/schema";
import { forgetErrors } from "@/platform/jobs";
import { sendKey } from "./send";

/** Mails that are looked at between two turns of the event loop: each may hold 100 KB of text. */
const PAGE = 50;

const holdsKey = (key: string): SQL =>
  sql`(replace(lower(${mails.text}), ${key}, '') <> lower(${mails.text}) or replace(lower(${mails.subject}), ${key}, '') <> lower(${mails.subject}))`;

/** All that somebody is and was called; handles by their keys. */
type Person = { names: readonly string[]; handles: readonly string[]; addresses: readonly string[] };

const holds = (text: string): SQL =>
  sql`(replace(${mails.text}, ${text}, '') <> ${mails.text} or replace(${mails.subject}, ${text}, '') <> ${mails.subject})`;

/**
 * Goes through all kept mails for a member who is erased, and empties those that name them. Lines of a mail are wrapped,
 * so that all words of a name count as the name: rather one copy too many goes than one too few stays.
 */
export async function sweepMails({ names, handles, addresses }: Person, signal: AbortSignal): Promise<void> {
  const named = or(
    ...names.map((name) => and(...name.split(/\s+/u).map(holds))),
    ...handles.map((handle) => holdsKey(`@${handle}`)),
    ...addresses.map(holds),
  );
  for (let after = ""; ; ) {
    signal.throwIfAborted();
    const page = await reader()
      .select({ id: mails.id })
      .from(mails)
      .where(after ? gt(mails.id, after) : undefined)
      .orderBy(asc(mails.id))
      .limit(PAGE);
    const ids = page.map(({ id }) => id);
    if (ids.length > 0)
      await transaction((tx) =>
        tx
          .update(mails)
          .set({ subject: "", html: "", text: "", raw: "" })
          .where(and(inArray(mails.id, ids), named)),
      );
    if (ids.length < PAGE) return;
    after = ids.at(-1)!;
    await nextTurn();
  }
}

/** Deletes the mails of a member who is erased, and those that went to an address of theirs before they were one. */
export async function forgetMails(tx: Tx, memberId: string, addresses: readonly string[]): Promise<void> {
  const gone = await tx
    .delete(mails)
    .where(or(eq(mails.memberId, memberId), inArray(sql`lower(${mails.address})`, addresses.map(addressKey))))
    .returning({ id: mails.id });
  await forgetErrors(
    tx,
    gone.map(({ id }) => sendKey(id)),
  );
}
