import type { ShownPost } from "@/features/posts/ui";
import { MINUTE } from "@/kernel/clock";
import type { Participant } from "../contract";

/** Messages of one author that follow one another this closely stand under one name. */
const TOGETHER = 10 * MINUTE;

/** What stands in a conversation from top to bottom: messages of one author, or somebody who was let in. */
export type Piece =
  | { kind: "messages"; key: string; day: string; posts: ShownPost[] }
  | { kind: "added"; key: string; day: string; at: number; person: Participant };

/**
 * Puts messages, in order of their numbers, and those who were let in into one stream by time. Messages stand together
 * while author and day stay the same and no new one begins at `newFrom`. `dayOf` names the day of an instant.
 */
export function streamOf(
  posts: readonly ShownPost[],
  people: readonly Participant[],
  { dayOf, newFrom }: { dayOf: (at: number) => string; newFrom?: string },
): Piece[] {
  const pieces: Piece[] = [];
  const since = posts[0]?.at ?? 0;
  const waiting = people
    .filter(({ added }) => added && added.at >= since)
    .sort((a, b) => a.added!.at - b.added!.at)
    .map((person): Piece => {
      const { at } = person.added!;
      return { kind: "added", key: `added-${person.id}`, day: dayOf(at), at, person };
    });
  const letIn = (until: number): void => {
    while (waiting[0]?.kind === "added" && waiting[0].at <= until) pieces.push(waiting.shift()!);
  };
  for (const post of posts) {
    letIn(post.at);
    const day = dayOf(post.at);
    const last = pieces.at(-1);
    const before = last?.kind === "messages" ? last.posts.at(-1) : undefined;
    const together =
      before?.author.id === post.author.id &&
      post.at - before.at < TOGETHER &&
      last?.day === day &&
      post.id !== newFrom;
    if (together && last?.kind === "messages") last.posts.push(post);
    else pieces.push({ kind: "messages", key: post.id, day, posts: [post] });
  }
  letIn(Number.POSITIVE_INFINITY);
  return pieces;
}
