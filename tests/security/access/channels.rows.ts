import { newId } from "@/kernel/ids";
import { everybody, inside, insideInList, noGuests, seen, seenInList } from "./actors";
import { newPerson } from "./make";
import { row } from "./table";

row("channels.list", { public: seenInList, private: insideInList }, () => ({}), { shows: ({ at }) => at.channelId });
row("channels.get", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }));
row("channels.create", { public: noGuests, private: noGuests }, ({ thing }) => ({
  id: newId(),
  name: "another",
  visibility: thing,
}));
// What is taken is told only where one sees by what: the name of a private channel is free for everybody else.
row("channels.join", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }));
row("channels.leave", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }));

const managed = {
  // Guests come and go by others' hands; members decide for themselves where everybody may go.
  public: "  + +     +      +        F     N            +",
  private: " N N     +      N        F     N            N",
};
row("channels.addMember", managed, async ({ tx, at }) => ({
  channelId: at.channelId,
  memberId: await newPerson(tx, "guest"),
}));
row("channels.removeMember", managed, ({ at, world }) => ({
  channelId: at.channelId,
  memberId: world.people.guest.id,
}));

row("threads.list", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }), {
  shows: ({ at }) => at.threadId,
});
row("threads.get", { public: seen, private: inside }, ({ at }) => ({ id: at.threadId }));
row("threads.start", { public: seen, private: inside }, ({ at }) => ({
  ...{ id: newId(), postId: newId(), channelId: at.channelId },
  ...{ title: "Another", body: "Words." },
}));
row("posts.page", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId }), {
  shows: ({ at }) => at.postId,
});
row("posts.place", { public: seen, private: inside }, ({ at }) => ({ id: at.postId }));
row("posts.add", { public: seen, private: inside }, ({ at }) => ({
  id: newId(),
  threadId: at.threadId,
  body: "Words.",
}));
// References become names for those alone who may know them.
row(
  "posts.preview",
  { public: seenInList, private: insideInList },
  ({ at }) => ({ body: `#${at.name} and /t/${at.threadId}` }),
  { shows: ({ at }) => `/channels/${at.channelId}` },
);

row("follows.set", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId, state: "following" }));
row("inbox.list", { public: seenInList, private: insideInList }, () => ({}), { shows: ({ at }) => at.threadId });
row("inbox.counts", { team: everybody });
row("inbox.markRead", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId, upTo: 2 }));
row("inbox.markUnreadFrom", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId, number: 1 }));
row("inbox.done", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId, upTo: 2 }));
row("inbox.undone", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId }));
