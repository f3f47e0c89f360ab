import { and, eq, inArray, or } from "drizzle-orm";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { deliveries, groupMembers, notifications } from "@/platform/db/schema";

/** Whom an edit names, or names no more. */
type Named = { memberIds: readonly string[]; groupIds: readonly string[] };

/** Deliveries of a post that went to these members because it named them, or a group of theirs. */
const calledBy = (tx: Tx, postId: string, { memberIds, groupIds }: Named) => {
  const people = tx
    .select({ id: groupMembers.memberId })
    .from(groupMembers)
    .where(inArray(groupMembers.groupId, [...groupIds]));
  const named = and(eq(notifications.reason, "mentioned"), inArray(notifications.memberId, [...memberIds]));
  const inGroup = and(eq(notifications.reason, "group"), inArray(notifications.memberId, people));
  return inArray(
    deliveries.notificationId,
    tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.postId, postId), or(named, inGroup))),
  );
};

/** Cancels what an edit that took names out has left waiting. What went out went out. One statement. */
export async function cancelNamed(tx: Tx, postId: string, named: Named): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "skipped", why: "no_longer_named", updatedAt: now() })
    .where(and(calledBy(tx, postId, named), inArray(deliveries.state, ["pending", "held"])));
}

/** Lets go what was cancelled for whom an edit names again. One statement. */
export async function resumeNamed(tx: Tx, postId: string, named: Named): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "pending", why: "next_digest", updatedAt: now() })
    .where(and(calledBy(tx, postId, named), eq(deliveries.state, "skipped"), eq(deliveries.why, "no_longer_named")));
}

/** Of these members, those whom a post did not call by name before, by themselves or in a group. One statement. */
export async function notYetCalled(tx: Tx, postId: string, memberIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: notifications.memberId })
    .from(notifications)
    .where(
      and(
        eq(notifications.postId, postId),
        inArray(notifications.memberId, [...memberIds]),
        inArray(notifications.reason, ["asked", "mentioned"]),
      ),
    );
  const called = new Set(rows.map(({ id }) => id));
  return memberIds.filter((id) => !called.has(id));
}
