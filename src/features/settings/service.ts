import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { workspace } from "@/platform/db/schema";
import type { Workspace } from "./contract";

/**
 * Writes the one workspace row. @throws AppError CONFLICT when there is a team already: an instance serves one.
 */
export async function foundWorkspace(tx: Tx, { name, zone, hours }: Workspace): Promise<void> {
  const made = await tx
    .insert(workspace)
    .values({ id: 1, name, zone, hours, createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: workspace.id });
  if (made.length === 0) throw new AppError("CONFLICT", "This server has its team already. Sign in instead.");
}

/** Writes down the mail domains whose people may join by themselves. Who may say so is the caller's to know. */
export async function setJoinDomains(tx: Tx, joinDomains: string[]): Promise<void> {
  await tx.update(workspace).set({ joinDomains }).where(eq(workspace.id, 1));
}
