import { setupLink } from "@/features/auth";
import { createSession, readSession } from "@/features/auth/sessions";
import { usualHours } from "@/features/settings/contract";
import type { Actor } from "@/kernel/actor";
import { newId } from "@/kernel/ids";
import { createCallerFactory } from "@/platform/api/trpc";
import { reader, transaction } from "@/platform/db";
import { appRouter } from "@/server/router";

const createCaller = createCallerFactory(appRouter);
const client = { address: "127.0.0.1", device: "Test" };

/** The API as somebody sees it; without an actor, as a stranger does. */
export const as = (actor: Actor | null) => createCaller({ actor, client, requestId: "test" });
export const stranger = () => as(null);

export type Person = { id: string; token: string; actor: Actor; api: ReturnType<typeof as> };

/** Signs a member in, as the last step of every way in does. */
export async function signedIn(memberId: string): Promise<Person> {
  const { token } = await transaction((tx) => createSession(tx, memberId, "Test"));
  const actor = await readSession(reader(), token);
  if (!actor) throw new Error("The new session is not there.");
  return { id: memberId, token, actor, api: as(actor) };
}

/** What a person types to be a member; tests change what they are about. */
export function typed(name: string, more: Record<string, unknown> = {}) {
  return {
    memberId: newId(),
    name,
    address: `${newId()}@example.org`,
    password: "quiet harbour lantern",
    zone: "Europe/Lisbon",
    locale: "en",
    ...more,
  };
}

/** What is typed to set up a team, by the link that the server printed. */
export async function typedSetUp(more: Record<string, unknown> = {}) {
  const { token } = await transaction(setupLink);
  const channels = [
    { name: "team", purpose: "What everybody should know" },
    { name: "help", purpose: "" },
  ];
  return { ...typed("Ada"), token, team: "Northwind", hours: usualHours, channels, ...more };
}

/** A team with its owner, Ada. */
export async function foundTeam(): Promise<Person> {
  const input = await typedSetUp();
  await stranger().setUp.run(input);
  return signedIn(input.memberId);
}

type Invited = Partial<Parameters<Person["api"]["invitations"]["make"]>[0]>;

/** Makes an invitation: a link for one member, unless told otherwise. */
export async function invite({ api }: Pick<Person, "api">, more: Invited = {}) {
  const [made] = await api.invitations.make({ to: [{ id: newId() }], ...more });
  if (!made) throw new Error("Nobody was invited.");
  return made;
}

/** Adds a member by a link, as an owner does. */
export async function joinTeam(owner: Person, name: string): Promise<Person> {
  const { token } = await invite(owner);
  const input = typed(name);
  await stranger().join.accept({ ...input, token });
  return signedIn(input.memberId);
}
