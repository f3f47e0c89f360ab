import { eq } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { audit } from "@/platform/audit";
import type { Read, Tx } from "@/platform/db";
import { addresses, passkeys } from "@/platform/db/schema";
import type { TwoSteps } from "./contract";
import { countRecoveryCodes, removeRecoveryCodes, renewRecoveryCodes } from "./recovery";
import { tellMember } from "./security-mail";
import { assertConfirmed } from "./sessions";
import { activateTotp, hasTotp, removeTotp } from "./totp";

/** Whether signing in takes a member two steps: recovery codes come with the second one and go with it. One statement. */
export const hasSecondStep = async (read: Read, memberId: string): Promise<boolean> =>
  (await countRecoveryCodes(read, memberId)).given > 0;

/** Whether signing in takes a member two steps, what may be the second, and how many recovery codes are left. */
export async function twoStepsOf(read: Read, memberId: string): Promise<TwoSteps> {
  const { given, left } = await countRecoveryCodes(read, memberId);
  const totp = await hasTotp(read, memberId);
  return { isOn: given > 0, totp, codesLeft: left };
}

/**
 * Switches the second step on by the first code of a new authenticator app. A member who had it on, by their passkeys,
 * keeps the recovery codes that they have.
 * @returns the recovery codes, shown this once; none when they have theirs.
 * @throws AppError as `activateTotp`.
 */
export async function switchOnByTotp(tx: Tx, actor: Actor, code: string): Promise<{ codes: string[] }> {
  await activateTotp(tx, actor, code);
  return { codes: await firstCodes(tx, actor.id) };
}

/**
 * Asks for one of the actor's passkeys after their password from now on. Twice is once.
 * @throws AppError UNCONFIRMED, CONFLICT when they have no passkey.
 */
export async function switchOnByPasskeys(tx: Tx, actor: Actor): Promise<{ codes: string[] }> {
  await assertConfirmed(tx, actor);
  if ((await tx.$count(passkeys, eq(passkeys.memberId, actor.id))) === 0)
    throw new AppError("CONFLICT", "You have no passkey yet. Add one first.");
  return { codes: await firstCodes(tx, actor.id) };
}

async function firstCodes(tx: Tx, memberId: string): Promise<string[]> {
  if (await hasSecondStep(tx, memberId)) return [];
  await tellMember(tx, memberId, "second_step_on");
  return renewRecoveryCodes(tx, memberId);
}

/** Gives the actor new recovery codes; the earlier ones end. @throws AppError UNCONFIRMED, CONFLICT without a second step. */
export async function renewCodes(tx: Tx, actor: Actor): Promise<{ codes: string[] }> {
  await assertConfirmed(tx, actor);
  const { given } = await countRecoveryCodes(tx, actor.id);
  if (given === 0)
    throw new AppError("CONFLICT", "Signing in takes you one step. Recovery codes come with a second one.");
  return { codes: await renewRecoveryCodes(tx, actor.id) };
}

/**
 * Lets the actor sign in by one step again: the authenticator and the recovery codes go, passkeys stay. Twice is once.
 * @throws AppError UNCONFIRMED
 */
export async function switchOff(tx: Tx, actor: Actor): Promise<void> {
  await assertConfirmed(tx, actor);
  await forget(tx, actor.id);
}

/**
 * Takes a second step away without asking its member, by one of their addresses: for who lost everything that it could be
 * shown with. Only the host does so, at the terminal.
 */
export async function forceOneStep(tx: Tx, address: string): Promise<"done" | "none" | "unknown"> {
  const [owner] = await tx
    .select({ memberId: addresses.memberId })
    .from(addresses)
    .where(eq(addresses.addressKey, addressKey(address)));
  if (!owner) return "unknown";
  const { memberId } = owner;
  if (!(await forget(tx, memberId))) return "none";
  await audit(tx, null, { action: "member.one_step_forced", subject: { kind: "member", id: memberId } });
  return "done";
}

/** Gives whether there was one. */
async function forget(tx: Tx, memberId: string): Promise<boolean> {
  if (!(await hasSecondStep(tx, memberId))) return false;
  await removeTotp(tx, memberId);
  await removeRecoveryCodes(tx, memberId);
  await tellMember(tx, memberId, "second_step_off");
  return true;
}
