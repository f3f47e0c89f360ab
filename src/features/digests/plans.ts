import { eq } from "drizzle-orm";
import { calendarChanged, memberJoined } from "@/features/members/contract";
import { calendarOf } from "@/features/settings";
import type { Calendar } from "@/kernel/calendar";
import { now } from "@/kernel/clock";
import { notFound } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { type DigestWhen, digestPlans, members, workspace } from "@/platform/db/schema";
import { emit, payloadOf, type Subscriber } from "@/platform/events";
import { digestChanged, type MyDigest } from "./contract";
import { datePassed, NEVER, nextSlot, slotAfterChange } from "./slots";

async function calendarOfMember(read: Read, memberId: string): Promise<Calendar | null> {
  const [row] = await read
    .select({ zone: members.zone, hours: members.hours, team: workspace.hours })
    .from(members)
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(eq(members.id, memberId));
  return row ? calendarOf(row, { hours: row.team }) : null;
}

/** Gives everybody a plan when they join, and keeps it in step with their zone and hours. */
export const digestPlanner: Subscriber = {
  name: "digests",
  kinds: [memberJoined.kind, calendarChanged.kind],
  from: "beginning",
  async handle(tx, event) {
    const joined = payloadOf(event, memberJoined);
    if (joined) await plan(tx, joined.memberId);
    const changed = payloadOf(event, calendarChanged);
    if (changed) await replan(tx, changed.memberId);
  },
};

async function plan(tx: Tx, memberId: string): Promise<void> {
  const calendar = await calendarOfMember(tx, memberId);
  if (!calendar) return;
  const lastDate = datePassed(calendar, now());
  await tx
    .insert(digestPlans)
    .values({ memberId, when: "working_days", lastDate, nextAt: nextSlot(calendar, lastDate, now()) })
    .onConflictDoNothing();
}

async function replan(tx: Tx, memberId: string): Promise<void> {
  const [mine] = await tx.select().from(digestPlans).where(eq(digestPlans.memberId, memberId));
  const calendar = await calendarOfMember(tx, memberId);
  if (!mine || !calendar || mine.when === "off") return;
  await tx
    .update(digestPlans)
    .set({ nextAt: slotAfterChange(calendar, mine.lastDate, now()) })
    .where(eq(digestPlans.memberId, memberId));
  await emit(tx, digestChanged({ memberIds: [memberId] }), null);
}

/** When a member's digest comes. @throws AppError NOT_FOUND before their plan was made, moments after joining. */
export async function planOf(read: Read, memberId: string): Promise<MyDigest> {
  const [mine] = await read
    .select({ when: digestPlans.when, nextAt: digestPlans.nextAt })
    .from(digestPlans)
    .where(eq(digestPlans.memberId, memberId));
  if (!mine) throw notFound("digest");
  return { when: mine.when, nextAt: mine.nextAt === NEVER ? null : mine.nextAt };
}

/**
 * Switches a member's digest on or off. What waits for a digest that is off stays waiting; switched on again, the next
 * one comes at the next start of a working day.
 */
export async function setDigest(tx: Tx, memberId: string, when: DigestWhen): Promise<MyDigest> {
  const [mine] = await tx.select().from(digestPlans).where(eq(digestPlans.memberId, memberId));
  if (mine?.when === when) return planOf(tx, memberId);
  const calendar = await calendarOfMember(tx, memberId);
  if (!calendar) throw notFound("member");
  const passed = datePassed(calendar, now());
  const lastDate = mine && mine.lastDate > passed ? mine.lastDate : passed;
  const plan = { when, lastDate, nextAt: when === "off" ? NEVER : nextSlot(calendar, lastDate, now()) };
  await tx
    .insert(digestPlans)
    .values({ memberId, ...plan })
    .onConflictDoUpdate({ target: digestPlans.memberId, set: plan });
  await emit(tx, digestChanged({ memberIds: [memberId] }), { id: memberId });
  return planOf(tx, memberId);
}

/** Deletes the plan of a member who is erased. */
export async function forgetDigests(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(digestPlans).where(eq(digestPlans.memberId, memberId));
}
