import type { Actor } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError } from "@/kernel/errors";

/** Lets owners read what was done by way of administration. @throws AppError FORBIDDEN for anybody else. */
export function accessAudit(actor: Actor): Authorized<Actor, "read-audit"> {
  if (actor.role !== "owner") throw new AppError("FORBIDDEN", "Only owners read the audit log.");
  return authorize(actor, "read-audit");
}
