import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { groupMembers, groups } from "@/platform/db/schema";
import { everybody, noGuests } from "./actors";
import { newPerson } from "./make";
import { type Cell, row } from "./table";

/** A group that a bystander made, with one person in it: me for `own`, the bystander for everything else. */
async function newGroup({ tx, thing, me, world }: Cell): Promise<string> {
  const id = newId();
  const { bystander } = world.people;
  const memberId = thing === "own" ? me.id : bystander.id;
  const handle = handleOf(memberId);
  await tx.insert(groups).values({
    ...{ id, name: "Some people", nameKey: "some people", handle, handleKey: handle, purpose: "" },
    ...{ makerId: bystander.id, createdAt: now() },
  });
  await tx.insert(groupMembers).values({ groupId: id, memberId, addedAt: now() });
  return id;
}
const handleOf = (memberId: string) => `group-of-${memberId}`;

/*                     owner admin member outsider guest guestOutside former */
const inIt = "         +     +     +      +        F     F            +";
const notInIt = "      +     +     F      F        N     N            F";
const known = "        +     +     +      +        N     N            +";

row(
  "groups.list",
  { own: everybody, others: known.replaceAll("N", "0") },
  async (cell) => {
    await newGroup(cell);
    return {};
  },
  {
    shows: ({ whose }) => handleOf(whose.id),
  },
);
row("groups.get", { own: everybody, others: known }, async (cell) => ({ groupId: await newGroup(cell) }));
row("groups.create", { team: noGuests }, () => ({ id: newId(), name: "Design", handle: "design" }));
row("groups.update", { own: inIt, others: notInIt }, async (cell) => ({ groupId: await newGroup(cell), name: "Else" }));
// Being in a group is not enough to remove it.
row("groups.remove", { own: "+ + F F F F F", others: notInIt }, async (cell) => ({ groupId: await newGroup(cell) }));
row("groups.addMembers", { own: inIt, others: notInIt }, async (cell) => ({
  groupId: await newGroup(cell),
  memberIds: [await newPerson(cell.tx, "member")],
}));
// Everybody leaves by themselves.
row("groups.removeMember", { own: everybody, others: notInIt }, async (cell) => ({
  groupId: await newGroup(cell),
  memberId: cell.thing === "own" ? cell.me.id : cell.world.people.bystander.id,
}));
const letIn = {
  public: " C     C     C      C        F     N            C",
  private: "N     N     +      N        F     N            N",
};
row("channels.addGroup", letIn, async (cell) => ({ channelId: cell.at.channelId, groupId: await newGroup(cell) }));

const knownPeople = "  +     +     +      +        +     0            +";
row("members.find", { own: everybody, others: knownPeople }, ({ whose }) => ({ text: whose.name }), {
  shows: ({ whose }) => whose.id,
});
row("members.get", { own: everybody, others: knownPeople.replaceAll("0", "N") }, ({ whose }) => ({
  memberId: whose.id,
}));
row("members.setProfile", { team: everybody }, () => ({ pronouns: "they" }));
row("members.removePicture", { team: everybody });
