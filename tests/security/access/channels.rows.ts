import { eq } from "drizzle-orm";
import { newId } from "@/kernel/ids";
import { threads } from "@/platform/db/schema";
import { everybody, inside, insideInList, noGuests, seen, seenInList } from "./actors";
import { newChannel, newPerson } from "./make";
import { type Cell, row } from "./table";

/** The thread in question: in the private channel the caller is its author. */
async function mine({ tx, thing, at, me }: Cell): Promise<string> {
  if (thing === "private") await tx.update(threads).set({ authorId: me.id }).where(eq(threads.id, at.threadId));
  return at.threadId;
}

/** Whoever sees a public channel, but for guests, who only look on. */
const noGuestsInside = "+ +     +      +        F     N            +";

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
// Its author and those who run the team; where everybody else only sees the thread they are told that they may not.
row("threads.lock", { public: "+ +     F      F        F     N            F", private: inside }, async (cell) => ({
  id: await mine(cell),
  locked: true,
}));
row("threads.pin", { public: noGuestsInside, private: "N N     +      N        F     N            N" }, ({ at }) => ({
  ...{ id: at.threadId, pinned: true },
}));
// A guest's own thread stays where it is: who reads it is nothing that a guest decides.
row(
  "threads.move",
  {
    public: "           + +     F      F        F     N            F",
    private: "          N N     +      N        F     N            N",
  },
  async (cell) => ({ id: await mine(cell), channelId: await newChannel(cell.tx, cell.me.id) }),
);
row("posts.outline", { public: seen, private: inside }, ({ at }) => ({ threadId: at.threadId }));
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
