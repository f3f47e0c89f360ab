import type { Actor, Role } from "@/kernel/actor";
import { type Authorized, authorize } from "@/kernel/authorized";
import { AppError } from "@/kernel/errors";
import type { InvitedRole } from "./contract";

/** Which roles each role may grant. An admin made by an admin would be a way around the owners. */
const grants: Record<Role, readonly InvitedRole[]> = {
  owner: ["member", "guest", "admin"],
  admin: ["member", "guest"],
  member: [],
  guest: [],
};

/** The roles that may invite at all. */
export const inviting: Role[] = ["owner", "admin"];

/** Whether somebody of this role may make somebody of that one. */
export const mayGrant = (role: Role, granted: InvitedRole): boolean => grants[role].includes(granted);

/** What is left of a granted role once its maker's own may have changed; null when nothing is. */
export function leftOf(maker: Role, granted: InvitedRole): InvitedRole | null {
  if (mayGrant(maker, granted)) return granted;
  return mayGrant(maker, "member") ? "member" : null;
}

/** Lets owners and admins see who is invited, and invite. @throws AppError FORBIDDEN for anybody else. */
export function accessInvitations(actor: Actor): Authorized<Actor, "invite"> {
  if (!inviting.includes(actor.role))
    throw new AppError("FORBIDDEN", "Only owners and admins add people. Ask one of them for a link.");
  return authorize(actor, "invite");
}

/** Lets an owner say whose people may join by themselves. @throws AppError FORBIDDEN for anybody else. */
export function accessDomains(actor: Actor): Authorized<Actor, "open"> {
  if (actor.role !== "owner") throw new AppError("FORBIDDEN", "Only owners say who may join by themselves.");
  return authorize(actor, "open");
}
