import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { digestPlans } from "@/platform/db/schema";

/** Ends the digest of an account that another one of the same person takes over, whose own plan holds. */
export async function mergePlans(tx: Tx, from: string): Promise<void> {
  await tx.delete(digestPlans).where(eq(digestPlans.memberId, from));
}
