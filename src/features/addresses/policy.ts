import { and, eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import type { AddressRow } from "./rows";

/** One of the actor's own addresses. @throws AppError NOT_FOUND, also for everybody else's. */
export async function accessAddress(read: Read, actor: Actor, id: string): Promise<Authorized<AddressRow, "change">> {
  const [row] = await read
    .select()
    .from(addresses)
    .where(and(eq(addresses.id, id), eq(addresses.memberId, actor.id)));
  if (!row) throw notFound("address");
  return authorize(row, "change");
}
