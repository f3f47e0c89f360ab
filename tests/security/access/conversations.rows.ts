import { newId } from "@/kernel/ids";
import { everybody, nobody } from "./actors";
import { newConversation } from "./make";
import { type Cell, row } from "./table";

/** Mine with `bystander` and `member` for `own`, theirs without me for `others`. */
const talk = ({ tx, world: { people }, thing, me }: Cell) =>
  newConversation(
    tx,
    [...new Set([people.bystander.id, ...(thing === "own" ? [me.id, people.member.id] : [])])],
    "Said.",
  );

const mineAlone = { own: everybody, others: nobody };
const about = async (cell: Cell) => ({ threadId: (await talk(cell)).threadId });

// A guest writes to people of their channels alone.
row("conversations.start", { team: "+ + + + + N +" }, ({ world }) => ({
  ...{ id: newId(), postId: newId(), body: "Words." },
  memberIds: [world.people.bystander.id],
}));
row(
  "conversations.list",
  { own: everybody, others: "0 0 0 0 0 0 0" },
  async (cell) => {
    await talk(cell);
    return {};
  },
  { shows: () => "Said." },
);
row("conversations.get", mineAlone, about);
row("conversations.add", mineAlone, async (cell) => ({
  ...(await about(cell)),
  memberIds: [cell.world.people.bystander.id],
  history: "all",
}));
row("conversations.leave", mineAlone, about);
