import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { keepSession, readSession } from "@/features/auth";
import { createSession, endSession } from "@/features/auth/sessions";
import { DAY, HOUR, setClock } from "@/kernel/clock";
import { collectStatements, reader, transaction } from "@/platform/db";
import { events, members, sessions } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { foundTeam, joinTeam, signedIn } from "../support/people";

useDatabase();
afterEach(() => setClock());

const read = (token: string | undefined) => readSession(reader(), token);

describe("a session", () => {
  test("is read in one statement, as its member", async () => {
    const ada = await foundTeam();
    const { result, statements } = await collectStatements(() => read(ada.token));
    expect(result).toMatchObject({ id: ada.id, role: "owner" });
    expect(statements).toHaveLength(1);
  });

  test("is kept as a hash: the database signs nobody in", async () => {
    const ada = await foundTeam();
    const [row] = await reader().select().from(sessions);
    expect(JSON.stringify(row)).not.toContain(ada.token);
    expect(await read(row!.tokenHash)).toBeNull();
    expect(await read(ada.token)).not.toBeNull();
  });

  test("case 12: a token is found by its hash alone, and nothing near it opens anything", async () => {
    const ada = await foundTeam();
    for (const token of [
      undefined,
      "",
      "undefined",
      "null",
      "a".repeat(100_000),
      ada.token.slice(0, -1),
      `${ada.token} `,
    ])
      expect(await read(token)).toBeNull();
    expect(ada.token).toMatch(/^[\w-]{43}$/);
    expect(await read(ada.token)).not.toBeNull();
  });

  test("case 48: each sign-in makes a new token, so that one planted before is worth nothing", async () => {
    const ada = await foundTeam();
    const again = await signedIn(ada.id);
    expect(again.token).not.toBe(ada.token);
    expect(again.actor.sessionId).not.toBe(ada.actor.sessionId);
  });

  test("case 48: a token that was stolen is worth nothing after signing out; the other browser stays", async () => {
    const ada = await foundTeam();
    const other = await signedIn(ada.id);
    await transaction((tx) => endSession(tx, ada.actor));
    await transaction((tx) => endSession(tx, ada.actor));
    expect(await read(ada.token)).toBeNull();
    expect(await read(other.token)).toMatchObject({ id: ada.id });
    const ended = await reader().select().from(events).where(eq(events.kind, "session.ended"));
    expect(ended.map(({ payload }) => payload)).toEqual([{ sessionId: ada.actor.sessionId, memberIds: [ada.id] }]);
  });

  test("is ended by its own member alone", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    await transaction((tx) => endSession(tx, { ...bob.actor, sessionId: ada.actor.sessionId }));
    expect(await read(ada.token)).not.toBeNull();
    await transaction((tx) => endSession(tx, ada.actor));
    expect(await read(ada.token)).toBeNull();
  });

  test("is over at once for who was deactivated, and only for them", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, bob.id));
    });
    expect(await read(bob.token)).toBeNull();
    expect(await read(ada.token)).not.toBeNull();
  });

  test("ends after 60 days without use, and moves on with use", async () => {
    const ada = await foundTeam();
    const [row] = await reader().select().from(sessions);
    const start = row!.createdAt;
    setClock(() => start + 59 * DAY);
    expect(await read(ada.token)).toMatchObject({ stale: true });
    await transaction((tx) => keepSession(tx, ada.actor.sessionId));
    setClock(() => start + 118 * DAY);
    expect(await read(ada.token)).not.toBeNull();
    setClock(() => start + 119 * DAY);
    expect(await read(ada.token)).toBeNull();
  });

  test("is written at most once an hour, however often it is used", async () => {
    const ada = await foundTeam();
    const [row] = await reader().select().from(sessions);
    const seen = async () => (await reader().select().from(sessions))[0]!.seenAt;
    setClock(() => row!.createdAt + HOUR - 1);
    expect(await read(ada.token)).toMatchObject({ stale: false });
    await transaction((tx) => keepSession(tx, ada.actor.sessionId));
    expect(await seen()).toBe(row!.createdAt);
    setClock(() => row!.createdAt + HOUR);
    expect(await read(ada.token)).toMatchObject({ stale: true });
    await Promise.all([1, 2, 3].map(() => transaction((tx) => keepSession(tx, ada.actor.sessionId))));
    expect(await seen()).toBe(row!.createdAt + HOUR);
    expect(await read(ada.token)).toMatchObject({ stale: false });
  });

  test("takes whatever a browser says of itself", async () => {
    const ada = await foundTeam();
    const { token } = await transaction((tx) => createSession(tx, ada.id, `a\0${"x".repeat(10_000)}`));
    expect(await read(token)).not.toBeNull();
  });
});
