import { now } from "@/kernel/clock";
import { UNDO_MS } from "./contract";

type Row = { authorId: string; editedAt: number | null; deletedAt: number | null; deletedById: string | null };

/** Until when a member can take back what they last did to a post; null when they did nothing, or too long ago. */
export function undoableUntil({ authorId, editedAt, deletedAt, deletedById }: Row, memberId: string): number | null {
  const did = deletedAt === null ? authorId === memberId && editedAt : deletedById === memberId && deletedAt;
  const until = typeof did === "number" ? did + UNDO_MS : 0;
  return until > now() ? until : null;
}
