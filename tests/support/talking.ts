import { newId } from "@/kernel/ids";
import type { Person } from "./scene";

/** Writes to people as a browser does: with ids made here. */
export const write = (by: Person, to: readonly Person[], body = "Have you got a minute this week?") =>
  by.conversations.start({ id: newId(), postId: newId(), memberIds: to.map(({ id }) => id), body });

/** Adds a message to a conversation. */
export const say = (by: Person, threadId: string, body: string) =>
  by.posts.add({ id: newId(), threadId, parentId: null, body });
