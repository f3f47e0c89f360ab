import type { Actor } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError } from "@/kernel/errors";

/** Lets owners and admins add people. @throws AppError FORBIDDEN for anybody else. */
export function accessInvitations(actor: Actor): Authorized<Actor, "invite"> {
  if (actor.role !== "owner" && actor.role !== "admin") {
    throw new AppError("FORBIDDEN", "Only owners and admins add people. Ask one of them for a link.");
  }
  return authorize(actor, "invite");
}
