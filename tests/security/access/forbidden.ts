import type { ActorName } from "./actors";
import { OPEN, SECRET, type World } from "./world";

/** What an actor is never told, by any procedure. */
export function forbiddenTo({ people, private: hidden, public: open }: World, actor: ActorName): string[] {
  const isInside = actor === "member" || actor === "guest";
  const isGuest = actor === "guest" || actor === "guestOutside";
  const isNobody = actor === "anonymous" || actor === "deactivated";
  return [
    ...(isInside ? [] : [SECRET, hidden.channelId, hidden.threadId, hidden.postId]),
    ...(actor === "guestOutside" || isNobody ? [OPEN, open.channelId, open.threadId] : []),
    ...(isGuest || isNobody ? [people.outsider.name, people.outsider.id] : []),
  ];
}
