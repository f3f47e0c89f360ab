import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { addressChanges, addresses } from "@/platform/db/schema";
import { everybody, nobody, whoever, whoeverNot } from "./actors";
import { newLink } from "./make";
import { type Cell, row } from "./table";

/** One more address of the person in question, proven and not primary; of nobody, an id that never was. */
async function spare({ tx, whose }: Cell): Promise<{ id: string }> {
  const id = newId();
  const [primary] = await tx.select().from(addresses).where(eq(addresses.memberId, whose.id));
  const address = `${id}@example.org`;
  if (primary) await tx.insert(addresses).values({ ...primary, id, address, addressKey: address, isPrimary: false });
  return { id };
}

const heldOrGuessed = { held: whoever, guessed: whoeverNot };
const guess = { token: "A".repeat(43) };

async function proof({ tx, thing, world }: Cell) {
  if (thing === "guessed") return guess;
  const about = { memberId: world.people.bystander.id, payload: { address: `${newId()}@example.org` } };
  return { token: (await newLink(tx, "prove-address", about)).token };
}

async function reversal({ tx, thing, world }: Cell) {
  if (thing === "guessed") return guess;
  const [changeId, memberId] = [newId(), world.people.bystander.id];
  const [oldAddress, newAddress] = [`${newId()}@example.org`, "new@example.org"];
  await tx.insert(addressChanges).values({ id: changeId, memberId, oldAddress, newAddress, changedAt: now() });
  return { token: (await newLink(tx, "revert-address", { memberId, payload: { changeId } })).token };
}

row("addresses.mine", { own: everybody, others: "0 0 0 0 0 0 0" }, () => undefined, {
  shows: ({ whose }) => `${whose.name.slice("Name-of-".length).toLowerCase()}@example.org`,
});
row("addresses.add", { team: everybody }, () => ({ address: `${newId()}@example.org` }), { dangerous: true });
row("addresses.sendAgain", { own: everybody, others: nobody }, spare);
row("addresses.remove", { own: everybody, others: nobody }, spare, { dangerous: true });
row("addresses.makePrimary", { own: everybody, others: nobody }, spare, { dangerous: true });
row("addresses.prove", heldOrGuessed, proof);
row("addresses.lookAtProof", { held: whoever }, proof);
row("addresses.revert", heldOrGuessed, reversal);
row("addresses.lookAtReversal", { held: whoever }, reversal);
