import { and, eq, gte, isNull, ne } from "drizzle-orm";
import { claimLink, lookAtLink, revokeLinkIds, spendLink, takeBack } from "@/features/auth";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addressChanges, addresses, members, oneTimeLinks } from "@/platform/db/schema";
import { addressKey, type ReversalView, type Reverted } from "../contract";
import { changed, claimAddress } from "../rows";

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

/** Refuses a dead link before a password is hashed for it. @throws AppError NOT_FOUND or GONE */
export async function assertRevertible(read: Read, token: string): Promise<void> {
  const { memberId } = await lookAtLink(read, "revert-address", token);
  await claimLink(read, "revert-address", token, memberId ?? "");
}

/**
 * Makes the address primary again to which the link was mailed, and treats the account as taken over (`takeBack`): no
 * session, link or password of before lets anybody in, nor does another address, since none is proven any more. Whoever
 * holds the link has the mailbox, and need not be signed in: they get the link by which they choose a password, once.
 * The same link again changes nothing.
 * @param passwordHash of a password that nobody knows.
 * @throws AppError NOT_FOUND or GONE for the link.
 */
export async function revert(tx: Tx, token: string, passwordHash: string): Promise<Reverted> {
  const { memberId } = await lookAtLink(tx, "revert-address", token);
  const { linkId, repeated, payload } = await claimLink(tx, "revert-address", token, memberId ?? "");
  const change = await changeOf(tx, payload.changeId);
  if (!change) throw gone();
  const address = change.oldAddress;
  if (repeated) return { address, reset: null };

  await spendLink(tx, linkId, change.memberId);
  await claimAddress(tx, address, change.memberId);
  await putBack(tx, change.memberId, address);
  const { token: reset } = await takeBack(tx, change.memberId, change.changedAt, passwordHash);
  await endLaterChanges(tx, change);
  await changed(tx, change.memberId);
  return { address, reset };
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
