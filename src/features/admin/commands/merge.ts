import { and, eq, isNull } from "drizzle-orm";
import { mergeAddresses } from "@/features/addresses";
import { assertConfirmed, claimLink, lookAtLink, mergeKeys, spendLink } from "@/features/auth";
import { mergeChannels } from "@/features/channels";
import { mergePlans } from "@/features/digests";
import { mergeDrafts } from "@/features/drafts";
import { mergeFollows } from "@/features/follows";
import { mergeGroups } from "@/features/groups";
import { mergeInbox } from "@/features/inbox";
import { mergeInvitations } from "@/features/invitations";
import { mergeMails } from "@/features/mails";
import { mergeMember } from "@/features/members";
import { mergeNotifications } from "@/features/notifications";
import { mergePosts } from "@/features/posts";
import { mergeThreads } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { members } from "@/platform/db/schema";

/**
 * Merges the account whose mailbox a link was sent to into the actor's, for whom it was made. What it wrote and holds is
 * the actor's from then on, whose role stays as it is; nobody can sign in to it any more. The same link again changes
 * nothing. Call it in a transaction with the lock `members`.
 * @throws AppError UNCONFIRMED; NOT_FOUND or GONE for the link; CONFLICT as the slices say.
 */
export async function merge(tx: Tx, actor: Actor, token: string): Promise<void> {
  await assertConfirmed(tx, actor);
  const { memberId } = await lookAtLink(tx, "merge", token);
  const mine = memberId === actor.id ? token : "";
  const { linkId, repeated, payload } = await claimLink(tx, "merge", mine, actor.id);
  if (repeated) return;
  const from = await accountOf(tx, payload.fromId);
  const into = actor.id;
  await spendLink(tx, linkId, into);

  // What counts as read depends on the channels, and the rest on nothing.
  await mergeAddresses(tx, from, into);
  await mergeChannels(tx, from, into);
  await mergeThreads(tx, from, into);
  await mergePosts(tx, from, into);
  await mergeDrafts(tx, from, into);
  await mergeFollows(tx, from, into);
  await mergeInbox(tx, from, into);
  await mergeNotifications(tx, from, into);
  await mergeMails(tx, from, into);
  await mergePlans(tx, from);
  await mergeGroups(tx, from, into);
  await mergeInvitations(tx, from, into);
  await mergeKeys(tx, from, into);
  await mergeMember(tx, from, into);
  await audit(tx, actor, { action: "member.merged", subject: { kind: "member", id: into }, data: { from } });
}

/** @throws AppError GONE when nobody has the account any more. */
async function accountOf(tx: Tx, fromId: unknown): Promise<string> {
  const [from] =
    typeof fromId === "string"
      ? await tx
          .select({ id: members.id })
          .from(members)
          .where(and(eq(members.id, fromId), isNull(members.deactivatedAt)))
      : [];
  if (!from) throw new AppError("GONE", "Nobody has that account any more.", { link: "revoked" });
  return from.id;
}
