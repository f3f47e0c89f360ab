import { and, desc, eq, lt, or } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { notFound } from "@/kernel/errors";
import { decodeCursor, type Page, pageOf } from "@/kernel/page";
import type { Read } from "@/platform/db";
import { addresses, mails } from "@/platform/db/schema";
import type { MailLine, MailView } from "./contract";

const line = { id: mails.id, kind: mails.kind, subject: mails.subject, at: mails.createdAt, state: mails.state };

/** One page of the actor's own mails, newest first. One statement. */
export async function listMails(
  read: Read,
  actor: Actor,
  { cursor, limit }: { cursor?: string | null; limit: number },
): Promise<Page<MailLine>> {
  const after = cursor ? decodeCursor(cursor) : undefined;
  const rows = await read
    .select(line)
    .from(mails)
    .where(
      and(
        eq(mails.memberId, actor.id),
        after && or(lt(mails.createdAt, after.key), and(eq(mails.createdAt, after.key), lt(mails.id, after.id))),
      ),
    )
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => ({ key: row.at, id: row.id }));
}

/** One of the actor's own mails. @throws AppError NOT_FOUND, also for everybody else's. */
export async function getMail(read: Read, actor: Actor, id: string): Promise<MailView> {
  const [row] = await read
    .select({ ...line, html: mails.html, text: mails.text, own: mails.address, primary: addresses.address })
    .from(mails)
    .innerJoin(addresses, and(eq(addresses.memberId, mails.memberId), eq(addresses.isPrimary, true)))
    .where(and(eq(mails.id, id), eq(mails.memberId, actor.id)));
  if (!row) throw notFound("mail");
  const { own, primary, ...mail } = row;
  return { ...mail, to: own ?? primary };
}
