import { and, eq, like, ne, or } from "drizzle-orm";
import { AppError } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import type { Tx } from "@/platform/db";
import { groups, members } from "@/platform/db/schema";
import { freeHandle, suggestHandle } from "./handles";

/**
 * Refuses a handle that somebody or some group has, however it is typed; `mine` may keep its own. Members and groups
 * share one namespace: call it in a transaction with the lock `members`.
 * @throws AppError CONFLICT, naming the field.
 */
export async function assertHandleFree(tx: Tx, handle: string, mine: string): Promise<void> {
  const key = nameKey(handle);
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.handleKey, key), ne(members.id, mine)));
  const [group] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.handleKey, key), ne(groups.id, mine)));
  if (member || group)
    throw new AppError("CONFLICT", `@${handle} is taken already. Choose another.`, { field: "handle" });
}

/** A free handle made from a name. */
export async function handleFor(tx: Tx, name: string): Promise<string> {
  const wanted = suggestHandle(name);
  const key = nameKey(wanted);
  // No handle that is made from a name holds a character that LIKE would take for a wildcard.
  const ofMembers = await tx
    .select({ key: members.handleKey })
    .from(members)
    .where(or(eq(members.handleKey, key), like(members.handleKey, `${key}-%`)));
  const ofGroups = await tx
    .select({ key: groups.handleKey })
    .from(groups)
    .where(or(eq(groups.handleKey, key), like(groups.handleKey, `${key}-%`)));
  return freeHandle(wanted, new Set([...ofMembers, ...ofGroups].map((row) => row.key)));
}
