import { hashToken } from "@/features/auth/tokens";
import type { Role } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { nameKey } from "@/kernel/text";
import { type Tx, transaction } from "@/platform/db";
import {
  addresses,
  channelMembers,
  channels,
  digestPlans,
  inboxEntries,
  mails,
  members,
  posts,
  sessions,
  threads,
  type Visibility,
  workspace,
} from "@/platform/db/schema";
import type { ActorName } from "./actors";

export type Seeded = { id: string; name: string; role: Role; token: string; sessionId: string; mailId: string };
/** A channel with a thread in it, which `bystander` began and `former` and `member` answered. */
export type Spot = {
  channelId: string;
  name: string;
  threadId: string;
  title: string;
  postId: string;
  /** A post of `former`'s. */
  formerPostId: string;
};
export type World = {
  people: Record<Exclude<ActorName, "anonymous"> | "bystander", Seeded>;
  public: Spot;
  private: Spot;
};

const YEAR = 365 * 86_400_000;
const roles: Record<keyof World["people"], Role> = {
  owner: "owner",
  admin: "admin",
  member: "member",
  outsider: "member",
  guest: "guest",
  guestOutside: "guest",
  former: "member",
  deactivated: "member",
  bystander: "member",
};
const insiders = ["member", "guest", "deactivated", "bystander"] as const;

/** What stands in the private channel alone: nobody outside is ever answered with it. */
export const SECRET = "zephyrine";
/** What stands in the public channel alone: a guest who was not added to it is never answered with it. */
export const OPEN = "quillwort";

/** The team that every cell of the access table starts from. */
export async function seedWorld(): Promise<World> {
  return transaction(async (tx) => {
    const at = now();
    await tx
      .insert(workspace)
      .values({ id: 1, name: "Northwind", zone: "Europe/Lisbon", hours: Array(7).fill([]), createdAt: at - YEAR });
    const people = {} as World["people"];
    for (const name of Object.keys(roles) as (keyof World["people"])[]) people[name] = await seedPerson(tx, name, at);
    const spots = {
      public: await seedSpot(tx, people, "public", OPEN, at),
      private: await seedSpot(tx, people, "private", SECRET, at),
    };
    return { people, ...spots };
  });
}

async function seedPerson(tx: Tx, name: keyof World["people"], at: number): Promise<Seeded> {
  const person = { id: newId(), name: `Name-of-${name}`, role: roles[name], token: `token of ${name}` };
  const [sessionId, mailId] = [newId(), newId()];
  const createdAt = at - YEAR;
  await tx.insert(members).values({
    ...{ id: person.id, name: person.name, nameKey: nameKey(person.name), handle: name, handleKey: nameKey(name) },
    ...{ role: person.role, zone: "Europe/Lisbon", hours: null, locale: "en", createdAt },
    deactivatedAt: name === "deactivated" ? at - 1_000 : null,
  });
  const address = `${nameKey(name)}@example.org`;
  await tx.insert(addresses).values({
    ...{ id: newId(), memberId: person.id, address, addressKey: address },
    ...{ isPrimary: true, provenAt: createdAt, createdAt },
  });
  await tx.insert(sessions).values({
    ...{ id: sessionId, tokenHash: hashToken(person.token), memberId: person.id, device: `Device of ${name}` },
    ...{ createdAt, seenAt: at, confirmedAt: at, expiresAt: at + YEAR },
  });
  await tx.insert(mails).values({
    ...{ id: mailId, memberId: person.id, kind: "digest", slot: `now:${mailId}`, messageId: `${mailId}@localhost` },
    ...{ state: "kept", fullPostIds: [], subject: `Mail of ${name}`, html: "", text: "", raw: "" },
    ...{ attempts: 1, createdAt: at },
  });
  await tx
    .insert(digestPlans)
    .values({ memberId: person.id, when: "working_days", nextAt: at + YEAR, lastDate: "2026-01-01" });
  return { ...person, sessionId, mailId };
}

/** The same ids of things that there never were: what one may not know of answers no differently. */
export const ghostOf = <T extends Seeded | Spot>(thing: T): T =>
  Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, /id$/i.test(key) ? newId() : value])) as T;

async function seedSpot(tx: Tx, people: World["people"], visibility: Visibility, mark: string, at: number) {
  const createdAt = at - YEAR / 2;
  const [channelId, threadId] = [newId(), newId()];
  const postIds = [newId(), newId(), newId()] as const;
  const name = `${mark}-channel`;
  const title = `${mark} title`;
  await tx.insert(channels).values({
    ...{ id: channelId, name, nameKey: name, purpose: `${mark} purpose`, visibility },
    ...{ makerId: people.bystander.id, createdAt },
  });
  for (const insider of insiders)
    await tx
      .insert(channelMembers)
      .values({ channelId, memberId: people[insider].id, level: "threads", joinedAt: createdAt });
  const authors = [people.bystander, people.former, people.member];
  await tx.insert(threads).values({
    ...{ id: threadId, channelId, title, authorId: people.bystander.id, createdAt },
    ...{ state: "open", lastNumber: authors.length, lastPostAt: createdAt },
  });
  for (const [index, author] of authors.entries()) {
    const body = `${mark} words ${index}`;
    await tx.insert(posts).values({
      ...{ id: postIds[index]!, threadId, number: index + 1, parentId: null, authorId: author.id },
      ...{ body, html: `<p>${body}</p>\n`, rendererVersion: 1, createdAt },
    });
  }
  // Also those who lost access since have it in their inbox.
  for (const person of Object.values(people))
    await tx.insert(inboxEntries).values({
      ...{ memberId: person.id, threadId, unread: true, done: false, reason: "channel" },
      ...{ postId: postIds[0], postNumber: 1, at: createdAt },
    });
  return { channelId, name, threadId, title, postId: postIds[0], formerPostId: postIds[1] };
}
