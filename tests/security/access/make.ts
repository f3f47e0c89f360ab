import { makeLink } from "@/features/auth/links";
import type { Role } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { channels, members } from "@/platform/db/schema";
import type { LinkKind } from "@/platform/db/schema/auth";
import type { Cell } from "./table";

/** One more person of the team, for this cell alone. Gives their id. */
export async function newPerson(tx: Tx, role: Role): Promise<string> {
  const id = newId();
  await tx.insert(members).values({
    ...{ id, name: "Newcomer", nameKey: "newcomer", handle: id, handleKey: id, role },
    ...{ zone: "Europe/Lisbon", hours: null, locale: "en", createdAt: now() },
  });
  return id;
}

/** One more public channel, for this cell alone. Gives its id. */
export async function newChannel(tx: Tx, makerId: string): Promise<string> {
  const id = newId();
  await tx.insert(channels).values({
    ...{ id, name: "elsewhere", nameKey: "elsewhere", purpose: "", visibility: "public", makerId, createdAt: now() },
  });
  return id;
}

export const newLink = (tx: Tx, kind: LinkKind, about?: Parameters<typeof makeLink>[2]) => makeLink(tx, kind, about);

/** The token of an open link for `held`, and one that nobody made for `guessed`. */
export const tokenOf = async ({ tx, thing, world }: Cell, kind: LinkKind): Promise<string> =>
  thing === "guessed" ? "A".repeat(43) : (await makeLink(tx, kind, { makerId: world.people.owner.id })).token;
