import { and, asc, eq, isNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses, members, passkeys, workspace } from "@/platform/db/schema";
import { makeChallenge } from "./challenges";
import type { PasskeyLine } from "./contract";
import { countRecoveryCodes } from "./recovery";
import { tellMember } from "./security-mail";
import { assertConfirmed } from "./sessions";
import { hasTotp } from "./totp";
import type { KeptKey } from "./webauthn";

/** More devices than anybody has. */
const MOST = 20;

const mine = (actor: Actor, passkeyId: string) => and(eq(passkeys.id, passkeyId), eq(passkeys.memberId, actor.id));

/** The actor's passkeys, the oldest first. */
export function listPasskeys(read: Read, memberId: string): Promise<PasskeyLine[]> {
  return read
    .select({ id: passkeys.id, name: passkeys.name, createdAt: passkeys.createdAt, usedAt: passkeys.usedAt })
    .from(passkeys)
    .where(eq(passkeys.memberId, memberId))
    .orderBy(asc(passkeys.id));
}

/** The key pairs of a member, as their browser knows them. */
export function knownKeys(read: Read, memberId: string) {
  return read
    .select({ credentialId: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.memberId, memberId));
}

/** What the actor's browser is to be asked for a new passkey. @throws AppError UNCONFIRMED, CONFLICT when they have twenty. */
export async function startPasskey(tx: Tx, actor: Actor) {
  await assertConfirmed(tx, actor);
  const known = await knownKeys(tx, actor.id);
  if (known.length >= MOST)
    throw new AppError("CONFLICT", `You have ${MOST} passkeys. Remove one that you no longer use.`);
  const [about] = await tx
    .select({ team: workspace.name, name: members.name, address: addresses.address })
    .from(members)
    .innerJoin(addresses, and(eq(addresses.memberId, members.id), eq(addresses.isPrimary, true)))
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(eq(members.id, actor.id));
  if (!about) throw notFound("member");
  const { team, name, address } = about;
  const challenge = await makeChallenge(tx, { use: "add", sessionId: actor.sessionId });
  return { challenge, team, known, member: { id: actor.id, name, address } };
}

/** Keeps a key pair that was verified. @throws AppError UNCONFIRMED, CONFLICT when it is kept already. */
export async function addPasskey(tx: Tx, actor: Actor, key: KeptKey, name: string): Promise<{ passkeyId: string }> {
  await assertConfirmed(tx, actor);
  const row = { id: newId(), memberId: actor.id, ...key, name, createdAt: now(), usedAt: null };
  const made = await tx
    .insert(passkeys)
    .values(row)
    .onConflictDoNothing({ target: passkeys.credentialId })
    .returning({ id: passkeys.id });
  if (made.length === 0) throw new AppError("CONFLICT", "This passkey is known here already.");
  await tellMember(tx, actor.id, "passkey_added");
  return { passkeyId: row.id };
}

/** Gives a passkey of the actor's another name. @throws AppError NOT_FOUND */
export async function renamePasskey(tx: Tx, actor: Actor, passkeyId: string, name: string): Promise<void> {
  const named = await tx.update(passkeys).set({ name }).where(mine(actor, passkeyId)).returning({ id: passkeys.id });
  if (named.length === 0) throw notFound("passkey");
}

/**
 * Removes a passkey of the actor's: it lets nobody in any more.
 * @throws AppError UNCONFIRMED, NOT_FOUND, CONFLICT when it is the only thing that their second step could be shown with.
 */
export async function removePasskey(tx: Tx, actor: Actor, passkeyId: string): Promise<void> {
  await assertConfirmed(tx, actor);
  const removed = await tx.delete(passkeys).where(mine(actor, passkeyId)).returning({ id: passkeys.id });
  if (removed.length === 0) throw notFound("passkey");
  const { given } = await countRecoveryCodes(tx, actor.id);
  if (given === 0 || (await hasTotp(tx, actor.id))) return;
  if ((await tx.$count(passkeys, eq(passkeys.memberId, actor.id))) > 0) return;
  throw new AppError("CONFLICT", "This is the only thing that you show as your second step. Switch that off first.");
}

/** The kept key that a device names, with its member, if that one is active. */
export async function findKey(read: Read, credentialId: string) {
  const [found] = await read
    .select({
      id: passkeys.id,
      memberId: passkeys.memberId,
      credentialId: passkeys.credentialId,
      publicKey: passkeys.publicKey,
      counter: passkeys.counter,
      transports: passkeys.transports,
    })
    .from(passkeys)
    .innerJoin(members, eq(members.id, passkeys.memberId))
    .where(and(eq(passkeys.credentialId, credentialId), isNull(members.deactivatedAt)));
  return found;
}

/** Notes that a passkey was used. False when its counter moved meanwhile: two signed with the same count, one is a copy. */
export async function noteUse(tx: Tx, key: { id: string; counter: number }, counter: number): Promise<boolean> {
  const noted = await tx
    .update(passkeys)
    .set({ counter, usedAt: now() })
    .where(and(eq(passkeys.id, key.id), eq(passkeys.counter, key.counter)))
    .returning({ id: passkeys.id });
  return noted.length > 0;
}
