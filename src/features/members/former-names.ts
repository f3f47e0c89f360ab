import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { formerNames, groups, members } from "@/platform/db/schema";

type Called = { name: string; handleKey: string };

/** Remembers what a member was called until now, for their erasure alone. */
export async function rememberName(tx: Tx, memberId: string, { name, handleKey }: Called): Promise<void> {
  await tx.insert(formerNames).values({ id: newId(), memberId, name, handleKey, until: now() });
}

/** Gives what was remembered of an account to the one that took it over. */
export async function mergeFormerNames(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(formerNames).set({ memberId: into }).where(eq(formerNames.memberId, from));
}

/** A handle, and the texts in which it means one member: those written from `from` until before `until`. */
export type HandleSpan = { key: string; from: number; until: number };

/**
 * All that a member is and was called: names, and handles with the times in which they meant this member. A handle that
 * is given up is free for others: what was written while it was another's names that other.
 */
export async function callingsOf(read: Read, memberId: string): Promise<{ names: string[]; handles: HandleSpan[] }> {
  const [member] = await read
    .select({ name: members.name, key: members.handleKey })
    .from(members)
    .where(eq(members.id, memberId));
  const before = await read
    .select({ name: formerNames.name, key: formerNames.handleKey, until: formerNames.until })
    .from(formerNames)
    .where(eq(formerNames.memberId, memberId))
    .orderBy(asc(formerNames.until), asc(formerNames.id));
  const mine = [...before, ...(member ? [{ ...member, until: Number.POSITIVE_INFINITY }] : [])];
  const keys = [...new Set(mine.map(({ key }) => key))];
  const others = await othersCalled(read, memberId, keys);
  const handles = mine.map(({ key, until }) => {
    const theirs = others.filter((other) => other.key === key).map((other) => other.until);
    return {
      key,
      from: Math.max(0, ...theirs.filter((end) => end < until)),
      until: theirs.some((end) => end > until) ? until : Number.POSITIVE_INFINITY,
    };
  });
  return { names: [...new Set(mine.map(({ name }) => name))].filter(Boolean), handles };
}

/** Until when others have or had these handles. */
async function othersCalled(read: Read, memberId: string, keys: string[]): Promise<{ key: string; until: number }[]> {
  const before = await read
    .select({ key: formerNames.handleKey, until: formerNames.until })
    .from(formerNames)
    .where(and(inArray(formerNames.handleKey, keys), ne(formerNames.memberId, memberId)));
  const people = await read
    .select({ key: members.handleKey })
    .from(members)
    .where(and(inArray(members.handleKey, keys), ne(members.id, memberId)));
  const sets = await read.select({ key: groups.handleKey }).from(groups).where(inArray(groups.handleKey, keys));
  return [...before, ...[...people, ...sets].map(({ key }) => ({ key, until: Number.POSITIVE_INFINITY }))];
}
