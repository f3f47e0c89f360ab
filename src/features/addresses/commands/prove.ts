import { claimLink, lookAtLink, spendLink } from "@/features/auth";
import { AppError } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import type { ProofView } from "../contract";
import { activeMember, setProven } from "../proven";
import { claimAddress } from "../rows";

/** Which address a link would prove, and for whom: who opens it has the mail, and need not be signed in. */
export async function lookAtProof(read: Read, token: string): Promise<ProofView> {
  const { state, memberId } = await lookAtLink(read, "prove-address", token);
  const member = state === "open" ? await activeMember(read, memberId) : undefined;
  if (!member) return { state: state === "open" ? "revoked" : state, about: null };
  const { payload } = await claimLink(read, "prove-address", token, member.id);
  return { state, about: { address: String(payload.address), name: member.name, handle: member.handle } };
}

/**
 * Proves an address by the link that was mailed to it, for the member for whom it was made, whoever opens it. What
 * stands unproven with others gives way. The same link again changes nothing.
 * @throws AppError NOT_FOUND or GONE for the link, CONFLICT when the address became another member's meanwhile.
 */
export async function prove(tx: Tx, token: string): Promise<{ address: string }> {
  const { memberId } = await lookAtLink(tx, "prove-address", token);
  const { linkId, repeated, payload } = await claimLink(tx, "prove-address", token, memberId ?? "");
  const address = String(payload.address);
  if (repeated) return { address };
  const member = await activeMember(tx, memberId);
  if (!member) throw new AppError("GONE", "Nobody has this account any more.", { link: "revoked" });
  await claimAddress(tx, address, member.id);
  await setProven(tx, member.id, address);
  await spendLink(tx, linkId, member.id);
  return { address };
}
