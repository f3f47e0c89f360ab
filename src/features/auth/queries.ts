import { eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Read } from "@/platform/db";
import { passwords } from "@/platform/db/schema";
import type { Keys } from "./contract";

/** What the actor can show that it is them with. */
export async function keysOf(read: Read, actor: Actor): Promise<Keys> {
  const own = await read
    .select({ memberId: passwords.memberId })
    .from(passwords)
    .where(eq(passwords.memberId, actor.id));
  return { password: own.length > 0 };
}
