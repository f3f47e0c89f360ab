import { and, count, desc, eq, inArray } from "drizzle-orm";
import { departConversation, enterConversation, makeConversation, peopleKey } from "@/features/channels";
import { active, visibleMembers } from "@/features/members";
import { addPost, idTaken } from "@/features/posts";
import { openUntitled } from "@/features/threads";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError, notFound } from "@/kernel/errors";
import { PEOPLE_LIMIT } from "@/kernel/limits";
import type { Read, Tx } from "@/platform/db";
import { channelMembers, channels, members, posts, threads } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { type AddInput, conversationJoined, conversationLeft, type Started, type StartInput } from "./contract";
import { accessConversation } from "./policy";

/** What the conversation of an actor with these people is found by. Who begins one stands in line for it. */
export const keyFor = (actor: Pick<Actor, "id">, memberIds: readonly string[]): string => {
  const people = [...new Set([actor.id, ...memberIds])];
  return peopleKey(people.length === 2 ? "pair" : "group", people);
};

/**
 * Writes to some people: into the conversation that exactly they have, or into a new one. In a transaction with the lock
 * `keyFor`. The same call again, at once or later, gives the same message.
 * @throws AppError INVALID when nobody else is named, NOT_FOUND for whom the actor does not know of or who is not active,
 * CONFLICT when an id stands for anything else.
 */
export async function startConversation(tx: Tx, actor: Actor, input: StartInput): Promise<Started> {
  const { id, postId, body } = input;
  const others = [...new Set(input.memberIds)].filter((memberId) => memberId !== actor.id);
  if (others.length === 0)
    throw new AppError("INVALID", "A conversation needs somebody else. Choose one person or more.", {
      field: "memberIds",
    });
  // A message that was kept stays where it went, whoever came or left since.
  const [kept] = await tx
    .select({ threadId: posts.threadId, authorId: posts.authorId, visibility: channels.visibility })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(channels, eq(channels.id, threads.channelId))
    .where(eq(posts.id, postId));
  if (kept && (kept.authorId !== actor.id || kept.visibility !== "conversation")) throw idTaken();
  if (!kept) await assertReachable(tx, actor, others);
  const threadId = kept?.threadId ?? (await withExactly(tx, actor, others)) ?? (await open(tx, actor, id, others));
  const { number, createdAt } = await addPost(tx, actor, { id: postId, threadId, parentId: null, body });
  return { threadId, postId, number, createdAt };
}

/** The conversation that exactly these people have; after a merge there may be several, then the last active one. */
async function withExactly(read: Read, actor: Actor, others: readonly string[]): Promise<string | undefined> {
  const [row] = await read
    .select({ threadId: threads.id })
    .from(channels)
    .innerJoin(threads, eq(threads.channelId, channels.id))
    .where(and(eq(channels.nameKey, keyFor(actor, others)), eq(channels.visibility, "conversation")))
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(1);
  return row?.threadId;
}

async function open(tx: Tx, actor: Actor, id: string, others: readonly string[]): Promise<string> {
  const [taken] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.id, id));
  if (taken) throw idTaken();
  const place = { nameKey: keyFor(actor, others), memberIds: [actor.id, ...others], at: now() };
  const channelId = await makeConversation(tx, actor.id, place);
  await openUntitled(tx, { id, channelId, authorId: actor.id });
  return id;
}

/**
 * Lets people into a conversation of several, to see all of it or what comes from now on. Who is in it already stays as
 * they are. In a transaction with the lock of the thread.
 * @throws AppError NOT_FOUND for the conversation or a member, CONFLICT for a conversation of two or when it would have
 * too many people.
 */
export async function addPeople(tx: Tx, actor: Actor, { threadId, memberIds, history }: AddInput): Promise<void> {
  const { channelId, lastNumber } = await accessConversation(tx, actor, threadId, "add");
  await assertReachable(tx, actor, memberIds);
  const historyFrom = history === "all" ? null : lastNumber + 1;
  const entry = { memberIds: [...new Set(memberIds)], addedById: actor.id, historyFrom, at: now() };
  const entered = await enterConversation(tx, channelId, entry);
  const [there] = await tx
    .select({ count: count() })
    .from(channelMembers)
    .where(eq(channelMembers.channelId, channelId));
  if ((there?.count ?? 0) > PEOPLE_LIMIT)
    throw new AppError("CONFLICT", `A conversation has ${PEOPLE_LIMIT} people at most. For more, make a channel.`);
  for (const memberId of entered) await emit(tx, conversationJoined({ threadId, channelId, memberId }), actor);
}

/** Leaves a conversation of several. @throws AppError NOT_FOUND, CONFLICT for a conversation of two. */
export async function leaveConversation(tx: Tx, actor: Actor, threadId: string): Promise<void> {
  const { channelId } = await accessConversation(tx, actor, threadId, "leave");
  await departConversation(tx, channelId, actor.id);
  await emit(tx, conversationLeft({ threadId, channelId, memberId: actor.id }), actor);
}

/** @throws AppError NOT_FOUND unless all of them are active members whom the actor knows of. */
async function assertReachable(read: Read, actor: Actor, memberIds: readonly string[]): Promise<void> {
  const distinct = [...new Set(memberIds)];
  const known = await read
    .select({ id: members.id })
    .from(members)
    .where(and(inArray(members.id, distinct), active(), visibleMembers(read, actor)));
  if (known.length < distinct.length) throw notFound("member");
}
