import { DAY } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { transaction } from "@/platform/db";
import * as rows from "@/platform/db/schema";

/** What the rows of a member are about, made by the test. */
export type About = { at: number; channelId: string; threadId: string; postId: string; eventId: number };

/** Writes a row of every table that names members, for one member; `earlier` was merged into them before. */
export async function holdEverything(memberId: string, earlier: string, about: About): Promise<void> {
  const { at, channelId, threadId, postId, eventId } = about;
  const [groupId, invitationId, mailId, notificationId] = [newId(), newId(), newId(), newId()];
  const names = { name: memberId, nameKey: memberId, handle: memberId, handleKey: memberId };
  await transaction(async (tx) => {
    await tx.insert(rows.addressChanges).values({
      ...{ id: newId(), memberId, oldAddress: "old@example.org", newAddress: "new@example.org" },
      changedAt: at - 8 * DAY,
    });
    await tx.insert(rows.passwords).values({ memberId, hash: "none", changedAt: at });
    await tx.insert(rows.oneTimeLinks).values({
      ...{ id: newId(), kind: "sign-in", tokenHash: newId(), payload: {}, makerId: memberId, memberId },
      ...{ spentBy: memberId, createdAt: at, expiresAt: at + DAY },
    });
    await tx.insert(rows.passkeys).values({
      ...{ id: newId(), memberId, credentialId: newId(), publicKey: "", counter: 0, transports: [], name: "Key" },
      createdAt: at,
    });
    await tx.insert(rows.totpKeys).values({ memberId, sealed: "", confirmedAt: at, lastStep: 0 });
    await tx.insert(rows.recoveryCodes).values({ id: newId(), memberId, codeHash: newId() });
    await tx
      .insert(rows.oidcSubjects)
      .values({ id: newId(), issuer: "https://id.example", subject: memberId, memberId, createdAt: at });
    await tx.insert(rows.groups).values({ id: groupId, ...names, purpose: "", makerId: memberId, createdAt: at });
    await tx.insert(rows.groupMembers).values({ groupId, memberId, addedAt: at });
    await tx.insert(rows.invitations).values({
      ...{ id: invitationId, tokenHash: newId(), makerId: memberId, role: "admin", uses: 0 },
      ...{ createdAt: at, expiresAt: at + DAY },
    });
    await tx.insert(rows.invitationUses).values({ memberId, invitationId, usedAt: at });
    await tx.insert(rows.mails).values({
      ...{ id: mailId, memberId, kind: "digest", slot: "2026-11-20", messageId: mailId, state: "sent", raw: "" },
      ...{ fullPostIds: [], subject: "", html: "", text: "", attempts: 1, createdAt: at },
    });
    await tx.insert(rows.mailedPosts).values({ id: newId(), memberId, postId, mailId, mailedAt: at });
    await tx.insert(rows.members).values({
      ...{ id: earlier, name: "Earlier", nameKey: "earlier", handle: earlier, handleKey: earlier, role: "member" },
      ...{ zone: "UTC", locale: "en", createdAt: at, deactivatedAt: at, mergedInto: memberId },
    });
    await tx.insert(rows.formerNames).values({ id: newId(), memberId, name: "Before", handleKey: "before", until: at });
    await tx.insert(rows.pictures).values({ memberId, id: newId(), data: "" });
    await tx.insert(rows.channels).values({
      ...{ id: newId(), name: memberId, nameKey: memberId, purpose: "", visibility: "public", makerId: memberId },
      createdAt: at,
    });
    await tx
      .insert(rows.channelMembers)
      .values({ channelId, memberId, level: "threads", joinedAt: at, addedById: memberId })
      .onConflictDoUpdate({
        target: [rows.channelMembers.channelId, rows.channelMembers.memberId],
        set: { addedById: memberId },
      });
    await tx.insert(rows.channelSections).values({ id: newId(), memberId, name: "Mine", position: 1 });
    await tx.insert(rows.channelDefaults).values({ channelId, memberId });
    await tx.insert(rows.drafts).values({
      ...{ id: newId(), memberId, place: `thread:${threadId}`, title: "", body: "Later.", version: 1, updatedAt: at },
    });
    await tx.insert(rows.posts).values({
      ...{ id: newId(), threadId, number: 1_000, authorId: memberId, body: "", html: "", rendererVersion: 1 },
      ...{ createdAt: at, deletedAt: at, deletedById: memberId },
    });
    await tx.insert(rows.follows).values({ threadId, memberId, state: "following", since: 0 }).onConflictDoNothing();
    await tx.insert(rows.inboxEntries).values({
      ...{ memberId, threadId, unread: true, done: false, reason: "channel", postId, postNumber: 1, at },
    });
    await tx.insert(rows.readStates).values({ memberId, threadId, ranges: [], readCount: 0 });
    await tx.insert(rows.notifications).values({
      ...{ id: notificationId, memberId, eventId, reason: "channel", threadId, postId, createdAt: at },
    });
    await tx.insert(rows.deliveries).values({
      ...{ id: newId(), notificationId, memberId, route: "digest", state: "pending", notBefore: at, why: "" },
      updatedAt: at,
    });
    await tx
      .insert(rows.digestPlans)
      .values({ memberId, when: "working_days", nextAt: at + DAY, lastDate: "2026-11-20" })
      .onConflictDoNothing();
    await tx.insert(rows.auditEntries).values({
      ...{ id: newId(), at, actorId: memberId, action: "test.done", subjectKind: "member", data: {}, fromAddress: "" },
    });
    await tx.insert(rows.events).values({ kind: "test.done", actorId: memberId, payload: {}, at });
  });
}
