import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { addFirstAddress, assertFree } from "@/features/addresses";
import type { Actor, Role } from "@/kernel/actor";
import type { WeeklyHours } from "@/kernel/calendar";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { nameKey } from "@/kernel/text";
import type { Tx } from "@/platform/db";
import { members } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { calendarChanged, memberJoined } from "./contract";
import { handleFor } from "./free-handle";

export type NewMember = {
  /** Made by the browser, so that a repeated call makes no second member. */
  id: string;
  name: string;
  address: string;
  /** They came by a mail to that address. */
  isProven?: boolean;
  role: Role;
  zone: string;
  locale: string;
};

/**
 * Writes a member with their first address and a handle made from their name, and emits `member.joined`. Who may do so
 * is decided by the link that they hold; call it in a transaction with the lock `members`.
 * @throws AppError CONFLICT, naming the field, when the address or the id belongs to somebody already.
 */
export async function addMember(tx: Tx, input: NewMember): Promise<void> {
  const at = now();
  await assertFree(tx, input.address);
  const handle = await handleFor(tx, input.name);
  const { id, name, role, zone, locale } = input;
  const made = await tx
    .insert(members)
    .values({ id, name, nameKey: nameKey(name), handle, handleKey: nameKey(handle), role, zone, locale, createdAt: at })
    .onConflictDoNothing({ target: members.id })
    .returning({ id: members.id });
  if (made.length === 0) {
    throw new AppError("CONFLICT", "This was sent before, with something else in it. Load the page again.", {
      field: "memberId",
    });
  }
  await addFirstAddress(tx, id, input.address, input.isProven ?? false);
  await emit(tx, memberJoined({ memberId: id }), { id });
}

/**
 * Sets the actor's own zone and hours (null: the team's), and emits `member.calendar_changed`. What they are already
 * changes nothing.
 */
export async function setCalendar(
  tx: Tx,
  actor: Actor,
  calendar: { zone: string; hours: WeeklyHours | null },
): Promise<void> {
  const [old] = await tx
    .select({ zone: members.zone, hours: members.hours })
    .from(members)
    .where(eq(members.id, actor.id));
  if (isDeepStrictEqual(old, calendar)) return;
  await tx.update(members).set(calendar).where(eq(members.id, actor.id));
  await emit(tx, calendarChanged({ memberId: actor.id, memberIds: [actor.id] }), actor);
}

/**
 * Notes that the actor was asked about their browser's zone, so that nobody asks again while it is that one. Whoever has
 * moved has their hours there from now on; whoever is travelling keeps them where they are.
 */
export async function answerZone(
  tx: Tx,
  actor: Actor,
  { zone, moved }: { zone: string; moved: boolean },
): Promise<void> {
  const [mine] = await tx
    .update(members)
    .set({ askedZone: zone })
    .where(eq(members.id, actor.id))
    .returning({ hours: members.hours });
  if (moved && mine) await setCalendar(tx, actor, { zone, hours: mine.hours });
}
