import { and, eq, ne } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Tx } from "@/platform/db";
import { members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type ThreadView, threadViewChanged } from "./contract";

/** Says how the actor sees threads, on every device of theirs. What is so already changes nothing. */
export async function setThreadView(tx: Tx, actor: Actor, view: ThreadView): Promise<void> {
  const changed = await tx
    .update(members)
    .set({ threadView: view })
    .where(and(eq(members.id, actor.id), ne(members.threadView, view)))
    .returning({ id: members.id });
  if (changed.length > 0) await emit(tx, threadViewChanged({ memberIds: [actor.id] }), actor);
}
