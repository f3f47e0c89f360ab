import { eq } from "drizzle-orm";
import type { AuditAction } from "@/kernel/audit-actions";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "./db";
import { auditEntries } from "./db/schema/platform";
import { requestScope } from "./request";

/** One act of administration, as `audit_entries` keeps it: ids, enums and numbers, never names or addresses. */
export type AuditEntry = {
  action: AuditAction;
  subject: { kind: "member" | "group" | "channel" | "invitation" | "workspace"; id?: string };
  data?: Record<string, string | number | boolean | null | readonly string[]>;
};

/**
 * Writes an act of administration down, in the transaction that does it. `actor` is null for the host at the terminal;
 * where it came from is the request's client address.
 */
export async function audit(
  tx: Tx,
  actor: { id: string } | null,
  { action, subject, data }: AuditEntry,
): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId(),
    at: now(),
    actorId: actor?.id ?? null,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id ?? null,
    data: data ?? {},
    fromAddress: requestScope()?.client.address ?? "",
  });
}

/** Leaves out where a member who is erased acted from. That somebody did it stays. */
export async function forgetInAudit(tx: Tx, memberId: string): Promise<void> {
  await tx.update(auditEntries).set({ fromAddress: "" }).where(eq(auditEntries.actorId, memberId));
}
