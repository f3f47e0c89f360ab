import { and, eq, gte, isNull, ne } from "drizzle-orm";
import { claimLink, endSessionsOf, lookAtLink, revokeLinkIds, revokeLinks, spendLink } from "@/features/auth";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addressChanges, addresses, type LinkKind, members, oneTimeLinks } from "@/platform/db/schema";
import { addressKey, type ReversalView } from "../contract";
import { changed, claimAddress } from "../rows";

/** What whoever changed the address may have asked for meanwhile. */
const ENDED: LinkKind[] = ["sign-in", "reset", "second-step", "prove-address", "merge"];

type Change = typeof addressChanges.$inferSelect;

const gone = () => new AppError("GONE", "Nothing is left to take back.", { link: "revoked" });

async function changeOf(read: Read, changeId: unknown): Promise<Change | undefined> {
  const [change] = await read
    .select({ change: addressChanges })
    .from(addressChanges)
    .innerJoin(members, eq(members.id, addressChanges.memberId))
    .where(and(eq(addressChanges.id, String(changeId)), isNull(members.deactivatedAt)));
  return change?.change;
}

/** What a link would take back. Looking changes nothing. */
export async function lookAtReversal(read: Read, token: string): Promise<ReversalView> {
  const { state, memberId } = await lookAtLink(read, "revert-address", token);
  if (state !== "open" || !memberId) return { state, about: null };
  const { payload } = await claimLink(read, "revert-address", token, memberId);
  const change = await changeOf(read, payload.changeId);
  if (!change) return { state: "revoked", about: null };
  const { oldAddress, newAddress, changedAt: at } = change;
  return { state, about: { oldAddress, newAddress, at } };
}

/**
 * Makes the address primary again to which the link was mailed, and treats the account as taken over: every session
 * ends, every open link is withdrawn, and no other address is proven any more, so that none of them lets anybody in.
 * Whoever holds the link has the mailbox, and need not be signed in. The same link again changes nothing.
 * @throws AppError NOT_FOUND or GONE for the link.
 */
export async function revert(tx: Tx, token: string): Promise<{ address: string }> {
  const { memberId } = await lookAtLink(tx, "revert-address", token);
  const { linkId, repeated, payload } = await claimLink(tx, "revert-address", token, memberId ?? "");
  const change = await changeOf(tx, payload.changeId);
  if (!change) throw gone();
  const address = change.oldAddress;
  if (repeated) return { address };

  await spendLink(tx, linkId, change.memberId);
  await claimAddress(tx, address, change.memberId);
  await putBack(tx, change.memberId, address);
  await endSessionsOf(tx, change.memberId, { by: null });
  await revokeLinks(tx, change.memberId, ENDED);
  await endLaterChanges(tx, change);
  await changed(tx, change.memberId);
  return { address };
}

/**
 * Ends this change and those after it, with their links. Earlier ones can still be taken back: else whoever took an
 * account over would change its address twice and take the second change back themselves.
 */
async function endLaterChanges(tx: Tx, { memberId, changedAt }: Change): Promise<void> {
  const ended = await tx
    .update(addressChanges)
    .set({ revertedAt: now() })
    .where(
      and(
        eq(addressChanges.memberId, memberId),
        gte(addressChanges.changedAt, changedAt),
        isNull(addressChanges.revertedAt),
      ),
    )
    .returning({ id: addressChanges.id });
  const ids = new Set(ended.map(({ id }) => id));
  const links = await tx
    .select({ id: oneTimeLinks.id, payload: oneTimeLinks.payload })
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.memberId, memberId), eq(oneTimeLinks.kind, "revert-address")));
  await revokeLinkIds(
    tx,
    links.flatMap(({ id, payload }) => (ids.has(String(payload.changeId)) ? [id] : [])),
  );
}

async function putBack(tx: Tx, memberId: string, address: string): Promise<void> {
  const at = now();
  const key = addressKey(address);
  await tx
    .update(addresses)
    .set({ isPrimary: false, provenAt: null })
    .where(and(eq(addresses.memberId, memberId), ne(addresses.addressKey, key)));
  await tx
    .insert(addresses)
    .values({
      ...{ id: newId(), memberId, address, addressKey: key },
      ...{ isPrimary: true, provenAt: at, createdAt: at },
    })
    .onConflictDoUpdate({ target: addresses.addressKey, set: { isPrimary: true, provenAt: at } });
}
