import { beforeEach, expect } from "vitest";
import type { Actor, Role } from "@/kernel/actor";
import { newId } from "@/kernel/ids";
import { nameKey } from "@/kernel/text";
import { createCallerFactory } from "@/platform/api/trpc";
import { transaction } from "@/platform/db";
import {
  addresses,
  channelMembers,
  channels,
  members,
  sessions,
  type Visibility,
  workspace,
} from "@/platform/db/schema";
import { appRouter } from "@/server/router";
import { jobKinds, subscribers } from "@/server/wiring";
import { type FakeClock, useClock } from "./clock";
import { drain } from "./drain";

const callerOf = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof callerOf>;
/** A member of the scene: their id and actor, and every procedure on their behalf. */
export type Person = Caller & { id: string; name: string; actor: Actor };

type Options<Name extends string, Outsider extends string> = {
  /** Who belongs to the channel; the first one made it and owns the team. */
  members: readonly Name[];
  /** Who belongs to the team only. */
  outsiders?: readonly Outsider[];
  /** Who of them are guests. */
  guests?: readonly (Name | Outsider)[];
  channel?: Visibility;
  zone?: string;
};

const YEAR = 365 * 86_400_000;

/** Who calls when nobody is signed in, from a client address. */
export const nobody = (address = "127.0.0.1"): Caller =>
  callerOf({ actor: null, client: { address, device: "test" }, requestId: newId() });

/** Makes a member by inserting their rows, and gives them every procedure. They came to the team a year ago. */
export async function person(name: string, role: Role, at: number, zone = "Europe/Lisbon"): Promise<Person> {
  const id = newId();
  const sessionId = newId();
  await transaction(async (tx) => {
    const createdAt = at - YEAR;
    const names = { name, nameKey: nameKey(name), handle: name, handleKey: nameKey(name) };
    await tx.insert(members).values({ id, ...names, role, zone, hours: null, locale: "en", createdAt });
    const address = `${nameKey(name)}@example.org`;
    await tx.insert(addresses).values({
      ...{ id: newId(), memberId: id, address, addressKey: address },
      ...{ isPrimary: true, provenAt: createdAt, createdAt },
    });
    await tx.insert(sessions).values({
      ...{ id: sessionId, tokenHash: sessionId, memberId: id, device: "test" },
      ...{ createdAt, seenAt: at, confirmedAt: at, expiresAt: at + YEAR },
    });
  });
  const actor: Actor = { id, role, sessionId };
  const caller = callerOf({ actor, client: { address: "127.0.0.1", device: "test" }, requestId: newId() });
  const slices = Object.keys(appRouter._def.record) as (keyof Caller)[];
  return { ...(Object.fromEntries(slices.map((slice) => [slice, caller[slice]])) as Caller), id, name, actor };
}

/** Runs the relay and the due jobs until nothing is left. */
export const settle = (): Promise<number> => drain({ subscribers, jobKinds });

/** Monday to Friday, 09:00 to 18:00. */
const hours = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1080 }] : []));

/**
 * Sets a team on an empty database: its members with a caller each, and one channel to which they belong since
 * yesterday. Use with `useDatabase()` and `useScene()`.
 */
export async function scene<Name extends string, Outsider extends string = never>(
  clock: FakeClock,
  { members: names, outsiders = [], guests = [], channel: visibility = "public", zone }: Options<Name, Outsider>,
) {
  const at = clock.now();
  const channel = { id: newId(), name: "platform" };
  const people = {} as Record<Name | Outsider, Person>;
  for (const name of [...names, ...outsiders]) {
    const role = name === names[0] ? "owner" : guests.includes(name) ? "guest" : "member";
    people[name] = await person(name, role, at, zone);
  }
  const [maker] = names;
  await transaction(async (tx) => {
    const createdAt = at - 86_400_000;
    await tx.insert(workspace).values({ id: 1, name: "Northwind", zone: "Europe/Lisbon", hours, createdAt });
    await tx.insert(channels).values({
      ...{ ...channel, nameKey: channel.name, purpose: "", visibility },
      ...{ makerId: people[maker!].id, createdAt },
    });
    for (const name of names)
      await tx
        .insert(channelMembers)
        .values({ channelId: channel.id, memberId: people[name].id, level: "threads", joinedAt: createdAt });
  });
  /** Starts a thread in the channel with these ids made here, as a browser does. */
  const start = (by: Person, title = "Where do attachments live?", body = "Two options.") =>
    by.threads.start({ id: newId(), postId: newId(), channelId: channel.id, title, body });
  const reply = (by: Person, threadId: string, body = "Object storage.", parentId: string | null = null) =>
    by.posts.add({ id: newId(), threadId, parentId, body });
  return { ...people, channel, start, reply };
}

/** Stops the clock and lets the relay begin at the start of the log, before each test of a file. */
export function useScene(start?: string): FakeClock {
  const clock = useClock(start);
  beforeEach(async () => void (await settle()));
  return clock;
}

/** Expects each of these calls to be refused in the same way. */
export async function expectRefused(refusal: object, calls: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const call of calls) await expect(call()).rejects.toMatchObject(refusal);
}
