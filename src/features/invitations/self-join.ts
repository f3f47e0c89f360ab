import { z } from "zod";
import { addressKey } from "@/features/addresses/contract";
import { assertSamePerson } from "@/features/admin";
import { claimLink, countTry, lookAtLink, makeLink, setPassword, spendLink } from "@/features/auth";
import { joinDefaults } from "@/features/channels";
import { createMail } from "@/features/mails";
import { addMember } from "@/features/members";
import { joinDomainsOf, workspaceOf } from "@/features/settings";
import { AppError } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { canSend } from "@/platform/mail";
import type { SelfJoinInput, SelfJoinView } from "./contract";
import { addressWithin } from "./domains";

const payload = z.object({ address: z.string(), locale: z.string() });

/** Whether people of some domains may join by themselves: an owner said so, and their mail can be sent. */
export const isOpen = async (read: Read): Promise<boolean> => canSend() && (await joinDomainsOf(read)).length > 0;

/** @throws AppError FORBIDDEN where nobody joins by themselves, whichever page or procedure was called. */
async function assertOpen(read: Read): Promise<void> {
  if (await isOpen(read)) return;
  throw new AppError("FORBIDDEN", "Nobody joins this team by themselves. Ask an owner or admin for a link.");
}

/**
 * Counts a request for a link, by address and by client, as tries to sign in are.
 * @throws AppError FORBIDDEN where nobody joins by themselves, RATE_LIMITED saying when to try again.
 */
export async function countAsking(read: Read, address: string, client: string): Promise<void> {
  await assertOpen(read);
  await countTry({ what: "self-join", account: addressKey(address), client });
}

/** Mails a link to an address of a domain whose people may join. For any other nothing happens, and nobody is told. */
export async function askToJoin(tx: Tx, address: string, locale: string): Promise<void> {
  await assertOpen(tx);
  const theirs = addressWithin(await joinDomainsOf(tx), address);
  if (theirs === null) return;
  const { linkId } = await makeLink(tx, "self-join", { payload: { address: theirs, locale } });
  await createMail(tx, { memberId: null, kind: "self-join", address: theirs, subjectId: linkId, slot: linkId });
}

/** What a link that was mailed to somebody is good for, and to whom. Looking spends nothing. */
export async function lookAtSelfJoin(read: Read, token: string): Promise<SelfJoinView & { locale: string | null }> {
  const dead = { team: null, address: null, locale: null };
  const { state, payload: about } = await lookAtLink(read, "self-join", token);
  if (state !== "open") return { state, ...dead };
  const { address, locale } = payload.parse(about);
  if (!(await isAllowed(read, address))) return { state: "revoked", ...dead };
  return { state, team: (await workspaceOf(read))?.name ?? null, address, locale };
}

const isAllowed = async (read: Read, address: string): Promise<boolean> =>
  addressWithin(await joinDomainsOf(read), address) !== null;

/** Refuses a dead link before a password is hashed for it. @throws AppError NOT_FOUND or GONE */
export async function claimSelfJoin(read: Read, { token, memberId }: SelfJoinInput) {
  const { payload: about, ...claim } = await claimLink(read, "self-join", token, memberId);
  const { address } = payload.parse(about);
  if (claim.repeated || (await isAllowed(read, address))) return { ...claim, address };
  throw new AppError("GONE", "The owners have closed this way in. Ask one of them for a link.", { link: "revoked" });
}

/**
 * Makes a member of who followed the link that was mailed to them; it proves their address. The same call twice is one
 * member.
 * @param passwordHash made beforehand: hashing is slow.
 * @throws AppError NOT_FOUND or GONE for the link, CONFLICT when the address belongs to somebody.
 */
export async function selfJoin(tx: Tx, input: SelfJoinInput, passwordHash: string): Promise<{ memberId: string }> {
  const { memberId } = input;
  const { linkId, repeated, address } = await claimSelfJoin(tx, input);
  if (repeated) {
    await assertSamePerson(tx, { ...input, address });
    return { memberId };
  }
  await addMember(tx, { ...input, id: memberId, address, role: "member", isProven: true });
  await setPassword(tx, memberId, passwordHash);
  await joinDefaults(tx, memberId);
  await spendLink(tx, linkId, memberId);
  return { memberId };
}
