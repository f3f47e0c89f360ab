import { and, eq, isNull } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { members } from "@/platform/db/schema";
import { openSecondStep } from "./second-step";
import { hasSecondStep } from "./two-steps";

/** How somebody showed who they are. */
export type WayIn = "password" | "link" | "passkey" | "provider" | "second-step";

/** Shows two things at once: a device that is had, and who holds it. The second step is a second thing by itself. */
const strong: readonly WayIn[] = ["passkey", "second-step"];

/**
 * What stands between knowing who it is and being signed in. `second-step`: a second factor is asked for, and the token
 * says for whom. `shownAt`: when they showed who they are; a password that was changed since takes it back.
 */
export type Admission = { how: "in"; memberId: string; shownAt: number } | { how: "second-step"; token: string };

/**
 * Decides what becomes of a member who has shown who they are: every way in asks here.
 * @throws AppError UNAUTHENTICATED when they are no active member (any more).
 */
export async function admit(tx: Tx, memberId: string, way: WayIn, shownAt = now()): Promise<Admission> {
  const [member] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)));
  if (!member) throw new AppError("UNAUTHENTICATED", "Nobody can sign in by this.");
  if (strong.includes(way) || !(await hasSecondStep(tx, memberId))) return { how: "in", memberId, shownAt };
  return { how: "second-step", ...(await openSecondStep(tx, memberId, shownAt)) };
}
