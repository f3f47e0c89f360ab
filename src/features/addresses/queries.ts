import { asc, desc, eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Read } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import type { MyAddresses } from "./contract";

/** The actor's addresses, the primary one first. One statement. */
export async function listAddresses(read: Read, actor: Actor): Promise<MyAddresses> {
  const rows = await read
    .select()
    .from(addresses)
    .where(eq(addresses.memberId, actor.id))
    .orderBy(desc(addresses.isPrimary), asc(addresses.createdAt), asc(addresses.id));
  return {
    items: rows.map(({ id, address, isPrimary, provenAt }) => ({
      id,
      address,
      isPrimary,
      isProven: provenAt !== null,
    })),
    canSend: canSend(),
  };
}
