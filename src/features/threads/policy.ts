import { and, eq } from "drizzle-orm";
import { archivedRefusal, firstNumber, type Viewer, visiblePlaces } from "@/features/channels";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError, notFound } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { channels, threads, type Visibility } from "@/platform/db/schema";

export type ThreadAction = "read" | "reply" | "follow" | "lock" | "pin" | "move";
/** `archivedAt`: that of its channel. `firstNumber`: that of the first post that the asker may read. `direct`: it is a conversation's. */
export type Thread = typeof threads.$inferSelect & { archivedAt: number | null; firstNumber: number; direct: boolean };

/** What decides over an act besides who asks. */
type Facts = Pick<Thread, "authorId" | "lockedAt">;

const isKeeper = (actor: Viewer, thread: Facts): boolean =>
  actor.role === "owner" || actor.role === "admin" || thread.authorId === actor.id;

/**
 * Why an actor may not do something to a thread that they see, or null. Whoever sees a channel may read and write in it,
 * while the thread is open. Its author and those who run the team lock it; but who reads it is nothing that a guest
 * decides, so that guests neither move nor pin.
 */
function objection(actor: Viewer, thread: Facts, visibility: Visibility, action: ThreadAction): AppError | null {
  if (action === "reply" && thread.lockedAt !== null) return locked();
  if (action !== "lock" && action !== "pin" && action !== "move") return null;
  if (visibility === "conversation")
    return new AppError("CONFLICT", "A conversation is nothing that is locked, pinned or moved.");
  if (action !== "lock" && actor.role === "guest")
    return new AppError("FORBIDDEN", "Guests neither pin threads nor move them.");
  if (action !== "pin" && !isKeeper(actor, thread))
    return new AppError("FORBIDDEN", "Only who started a thread, and owners and admins, may lock or move it.");
  return null;
}

const locked = (): AppError =>
  new AppError("CONFLICT", "This thread is locked: nobody writes in it any more. Start a new one that links to it.");

/** What a viewer may do to a thread that they see. */
export const allowed = (viewer: Viewer, thread: Facts, visibility: Visibility) => ({
  lock: objection(viewer, thread, visibility, "lock") === null,
  pin: objection(viewer, thread, visibility, "pin") === null,
  move: objection(viewer, thread, visibility, "move") === null,
});

/**
 * Gives a thread with the proof that the actor may do `action` to it.
 * @throws AppError NOT_FOUND when they may not know of it, FORBIDDEN when they may only read and write in it, CONFLICT
 * when it is locked, in an archived channel or a conversation.
 */
export async function accessThread<const A extends ThreadAction>(
  read: Read,
  actor: Viewer,
  id: string,
  action: A,
): Promise<Authorized<Thread, A>> {
  const [row] = await read
    .select({
      thread: threads,
      firstNumber: firstNumber(actor.id),
      visibility: channels.visibility,
      archivedAt: channels.archivedAt,
    })
    .from(threads)
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(and(eq(threads.id, id), visiblePlaces(actor)));
  if (!row) throw notFound("thread");
  if (action === "reply" && row.archivedAt !== null) throw archivedRefusal();
  const refusal = objection(actor, row.thread, row.visibility, action);
  if (refusal) throw refusal;
  const { archivedAt, firstNumber: first } = row;
  return authorize(
    { ...row.thread, archivedAt, firstNumber: first, direct: row.visibility === "conversation" },
    action,
  );
}

/** Goes from reading a thread to writing in it. @throws AppError CONFLICT when it is locked or its channel archived. */
export function mayWrite(thread: Authorized<Thread, "read">): Authorized<Thread, "reply"> {
  if (thread.archivedAt !== null) throw archivedRefusal();
  if (thread.lockedAt !== null) throw locked();
  return authorize(thread, "reply");
}
