import { eq } from "drizzle-orm";
import { MINUTE } from "@/kernel/clock";
import { transaction } from "@/platform/db";
import { sessions } from "@/platform/db/schema";
import type { FakeClock } from "./clock";
import type { useMail } from "./mail";
import { nobody, type Person, scene, settle } from "./scene";

/** What tests of addresses do again and again: `clock` and `mail` are those of the file. */
export function addressMail(clock: FakeClock, mail: ReturnType<typeof useMail>) {
  const team = async () => {
    return scene(clock, { members: ["ada", "bob"], outsiders: ["cleo"] });
  };

  /** What went to an address, newest last. */
  const sentTo = (address: string) =>
    mail
      .sink()
      .received.filter(({ to }) => to.some((each) => each.toLowerCase() === address.toLowerCase()))
      .map((received) => received.mail);

  /** The token of the newest mailed link to an address. */
  async function tokenTo(address: string): Promise<string> {
    await settle();
    const text = sentTo(address).at(-1)?.text ?? "";
    return /\/(?:prove|revert|merge)\/([\w-]{43})/.exec(text)?.[1] ?? `no link in: ${text}`;
  }

  const mine = async (person: Person) => (await person.addresses.mine()).items;
  const one = async (person: Person, address: string) => (await mine(person)).find((row) => row.address === address);
  const prove = (token: string) => nobody().addresses.prove({ token });

  /** Adds an address and proves it by the link in the mail to it. */
  async function addProven(person: Person, address: string): Promise<string> {
    await person.addresses.add({ address });
    await prove(await tokenTo(address));
    return (await one(person, address))!.id;
  }

  /** Lets the member's session be one that has not been confirmed for a while. */
  const unconfirm = (person: Person) =>
    transaction((tx) =>
      tx
        .update(sessions)
        .set({ confirmedAt: clock.now() - 15 * MINUTE })
        .where(eq(sessions.id, person.actor.sessionId)),
    );
  return { team, sentTo, tokenTo, mine, one, prove, addProven, unconfirm };
}
