import { eq } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { drafts } from "@/platform/db/schema";

/** Gives what an account has not posted yet to another account of the same person. For one place there may be many. */
export async function mergeDrafts(tx: Tx, from: string, into: string): Promise<void> {
  await tx.update(drafts).set({ memberId: into }).where(eq(drafts.memberId, from));
}
