import { makeLink } from "@/features/auth/links";
import type { Role } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { channelMembers, channels, members, posts, threads } from "@/platform/db/schema";
import type { LinkKind } from "@/platform/db/schema/auth";
import type { Cell } from "./table";

/** One more person of the team, for this cell alone. Gives their id. */
export async function newPerson(tx: Tx, role: Role): Promise<string> {
  const id = newId();
  await tx.insert(members).values({
    ...{ id, name: "Newcomer", nameKey: "newcomer", handle: id, handleKey: id, role },
    ...{ zone: "Europe/Lisbon", hours: null, locale: "en", createdAt: now() },
  });
  return id;
}

/** One more public channel, for this cell alone. Gives its id. */
export async function newChannel(tx: Tx, makerId: string): Promise<string> {
  const id = newId();
  await tx.insert(channels).values({
    ...{ id, name: "elsewhere", nameKey: "elsewhere", purpose: "", visibility: "public", makerId, createdAt: now() },
  });
  return id;
}

/** A conversation of these people, whose first message holds `words`. Gives the id of its thread and of the message. */
export async function newConversation(tx: Tx, people: readonly string[], words: string) {
  const [channelId, threadId, postId] = [newId(), newId(), newId()];
  const [makerId] = people as [string];
  const at = now();
  const nameKey = `!n:${channelId}`;
  const place = { id: channelId, name: "", nameKey, purpose: "", visibility: "conversation" as const };
  await tx.insert(channels).values({ ...place, makerId, createdAt: at });
  for (const memberId of people)
    await tx.insert(channelMembers).values({ channelId, memberId, level: "threads", joinedAt: at });
  const thread = { id: threadId, channelId, title: "", authorId: makerId, state: "open" as const, lastNumber: 1 };
  await tx.insert(threads).values({ ...thread, createdAt: at, lastPostAt: at });
  await tx.insert(posts).values({
    ...{ id: postId, threadId, number: 1, authorId: makerId, body: words, html: `<p>${words}</p>` },
    ...{ rendererVersion: 1, createdAt: at },
  });
  return { channelId, threadId, postId };
}

export const newLink = (tx: Tx, kind: LinkKind, about?: Parameters<typeof makeLink>[2]) => makeLink(tx, kind, about);

/** The token of an open link for `held`, and one that nobody made for `guessed`. */
export const tokenOf = async ({ tx, thing, world }: Cell, kind: LinkKind): Promise<string> =>
  thing === "guessed" ? "A".repeat(43) : (await makeLink(tx, kind, { makerId: world.people.owner.id })).token;
