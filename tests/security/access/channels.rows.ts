import { eq } from "drizzle-orm";
import { newId } from "@/kernel/ids";
import { channelSections, threads } from "@/platform/db/schema";
import { indexPosts } from "@/platform/search";
import { everybody, inside, insideInList, nobody, noGuests, seen, seenInList } from "./actors";
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

row("channels.about", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }));
row("channels.people", { public: seen, private: inside }, ({ at }) => ({ channelId: at.channelId }), {
  shows: ({ world }) => world.people.bystander.id,
});

/*                    owner admin member outsider guest guestOutside former */
const changed = {
  // Whoever is in it and no guest.
  public: "           F F     +      F        F     N            F",
  private: "          N N     +      N        F     N            N",
};
row("channels.update", changed, ({ at }) => ({ channelId: at.channelId, purpose: "Another." }));
row("channels.addDefault", changed, ({ at, world }) => ({
  channelId: at.channelId,
  memberId: world.people.bystander.id,
}));
row("channels.removeDefault", changed, ({ at, world }) => ({
  channelId: at.channelId,
  memberId: world.people.bystander.id,
}));

/** Whoever made it, owners and admins, of those who see it. */
const governed = {
  public: "           + +     F      F        F     N            F",
  private: "          N N     F      N        F     N            N",
};
const governs = (channelId: string) => ({ channelId, archived: true });
row("channels.setArchived", governed, ({ at }) => governs(at.channelId));
// Private already, or public already: what it does is asked of it elsewhere; here, who may.
row("channels.setVisibility", governed, ({ at, thing }) => ({
  channelId: at.channelId,
  visibility: thing === "private" ? "private" : "public",
}));

const joinedOnly = {
  public: "           C C     +      C        +     N            C",
  private: "          N N     +      N        +     N            N",
};
row("channels.setLevel", joinedOnly, ({ at }) => ({ channelId: at.channelId, level: "muted" }));
row("channels.move", joinedOnly, ({ at }) => ({ channelId: at.channelId, sectionId: null, beforeId: null }));

/** A section of mine for `own`, a bystander's for everything else. */
async function newSection({ tx, thing, me, world }: Cell): Promise<string> {
  const id = newId();
  const memberId = thing === "own" ? me.id : world.people.bystander.id;
  await tx.insert(channelSections).values({ id, memberId, name: "Heading", position: 1 });
  return id;
}
const mineAlone = { own: everybody, others: nobody };
row(
  "channels.sections.list",
  { own: everybody, others: nobody.replaceAll("N", "0") },
  async (cell) => void (await newSection(cell)),
  { shows: () => "Heading" },
);
row("channels.sections.make", { team: everybody }, () => ({ id: newId(), name: "Another" }));
row("channels.sections.rename", mineAlone, async (cell) => ({ id: await newSection(cell), name: "Else" }));
row("channels.sections.remove", mineAlone, async (cell) => ({ id: await newSection(cell) }));
row("channels.sections.move", mineAlone, async (cell) => ({ id: await newSection(cell), beforeId: null }));

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
// What one may not see is refused line by line, so that one of a hundred does not fail the rest.
row(
  "inbox.triage",
  { public: seenInList, private: insideInList },
  ({ at }) => ({ act: { to: "unread" }, entries: [{ threadId: at.threadId, upTo: 2 }] }),
  { shows: () => "unreadAgain" },
);
row(
  "inbox.restore",
  { public: seenInList, private: insideInList },
  ({ at }) => ({
    entries: [
      {
        ...{ threadId: at.threadId, postNumber: 1, unread: true, done: false, snoozedUntil: null },
        ...{ wakesOnAnswer: false, at: 0, read: [], unreadAgain: [] },
      },
    ],
  }),
  { shows: ({ at }) => at.threadId },
);
row("inbox.snoozeOffer", { team: everybody });

row(
  "search.posts",
  { public: seenInList, private: insideInList },
  async ({ tx, at }) => {
    const { postId, channelId, title } = at;
    await indexPosts(tx, [{ postId, placeId: channelId, title, html: "<p>Words.</p>" }]);
    return { text: title };
  },
  { shows: ({ at }) => at.postId },
);
