import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { channelMembers, channels, members } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { as, foundTeam, joinTeam, signedIn, stranger } from "../support/people";

useDatabase();

const rename = (id: string, name: string) =>
  transaction(async (tx) => {
    await tx.update(members).set({ name, nameKey: name.toLowerCase() }).where(eq(members.id, id));
  });

describe("members", () => {
  test("list by name, each once over all pages, also those of one name", async () => {
    const ada = await foundTeam();
    const others = await Promise.all(["zoe", "Bob", "Émile", "Cleo", "Dan"].map((name) => joinTeam(ada, name)));
    await rename(others[3]!.id, "Bob");
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await ada.api.members.list({ cursor, limit: 2 });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(["Ada", "Bob", "Bob", "Dan", "zoe", "Émile"]);
  });

  test("show others what a row shows, and no address", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    const { items } = await bob.api.members.list({});
    expect(Object.keys(items[0]!).sort()).toEqual(["handle", "id", "name", "pictureId", "role", "zone"]);
    expect(await bob.api.members.me()).toMatchObject({ address: expect.stringContaining("@") });
  });

  test("are for members: a stranger learns nothing", async () => {
    const ada = await foundTeam();
    await expect(stranger().members.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(stranger().members.me()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(ada.api.members.list({})).resolves.toMatchObject({ items: [{ name: "Ada" }] });
  });

  test("a guest sees the people of their own channels, a member everybody", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    const cleo = await joinTeam(ada, "Cleo");
    const channelId = newId();
    const at = 1;
    await transaction(async (tx) => {
      await tx.delete(channelMembers).where(eq(channelMembers.memberId, cleo.id));
      await tx.insert(channels).values({
        id: channelId,
        name: "clients",
        nameKey: "clients",
        purpose: "",
        visibility: "private",
        makerId: bob.id,
        createdAt: at,
      });
      for (const memberId of [bob.id, cleo.id])
        await tx.insert(channelMembers).values({ channelId, memberId, level: "threads", joinedAt: at });
    });
    const names = async (role: "guest" | "member") =>
      (await as({ ...cleo.actor, role }).members.list({})).items.map(({ name }) => name);
    expect(await names("guest")).toEqual(["Bob", "Cleo"]);
    expect(await names("member")).toEqual(["Ada", "Bob", "Cleo"]);
  });

  test("are listed of one role alone where that is asked for, by whoever sees them", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    const cleo = await joinTeam(ada, "Cleo");
    const dan = await joinTeam(ada, "Dan");
    for (const { id } of [cleo, dan]) await ada.api.admin.changeRole({ memberId: id, role: "guest" });
    const names = async (who: typeof bob, input: Parameters<typeof bob.api.members.list>[0]) =>
      (await who.api.members.list(input)).items.map(({ name }) => name);
    expect(await names(bob, { role: "guest" })).toEqual(["Cleo", "Dan"]);
    expect(await names(bob, { role: "guest", text: "cl" })).toEqual(["Cleo"]);
    expect(await names(bob, { role: "owner" })).toEqual(["Ada"]);
    expect(await names(bob, { role: "admin" })).toEqual([]);
    const first = await bob.api.members.list({ role: "guest", limit: 1 });
    expect(await names(bob, { role: "guest", limit: 1, cursor: first.next })).toEqual(["Dan"]);
    // Asking for a role shows a guest nobody whom they would not see.
    const elsewhere = await ada.api.channels.create({ id: newId(), name: "apart", visibility: "private" });
    await ada.api.channels.addMember({ channelId: elsewhere.id, memberId: dan.id });
    const now = await signedIn(cleo.id);
    for (const { id } of (await now.api.channels.list({})).items) await now.api.channels.leave({ channelId: id });
    expect(await names(now, { role: "guest" })).toEqual(["Cleo"]);
  });

  test("who was deactivated is in the list no more", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    expect((await ada.api.members.list({})).items).toHaveLength(2);
    await transaction(async (tx) => {
      await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, bob.id));
    });
    expect((await ada.api.members.list({})).items).toMatchObject([{ name: "Ada" }]);
  });

  test("take one statement each, however many there are", async () => {
    const ada = await foundTeam();
    const count = async (run: () => Promise<unknown>) => (await collectStatements(run)).statements.length;
    expect(await count(() => ada.api.members.list({}))).toBe(1);
    expect(await count(() => ada.api.members.me())).toBe(1);
    for (const name of ["Bob", "Cleo", "Dan"]) await joinTeam(ada, name);
    expect(await count(() => ada.api.members.list({}))).toBe(1);
    expect(await count(() => ada.api.members.me())).toBe(1);
  });

  test("case 33: a name cannot carry a line into a mail header, and case 26: markup stays text", async () => {
    const ada = await foundTeam();
    await expect(joinTeam(ada, "Bob\r\nBcc: eve@example.org")).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { data: { field: "name" } },
    });
    const markup = '<img src=x onerror="alert(1)">';
    const bob = await joinTeam(ada, markup);
    expect(await bob.api.members.me()).toMatchObject({ name: markup, handle: "img-src-x-onerror-alert-1" });
  });

  test("case 28: a cursor that is not ours is refused", async () => {
    const ada = await foundTeam();
    for (const cursor of ["x", `${newId()}`, `${newId()}~\0`, { $ne: 1 }, ["a"], 7, "a".repeat(401)]) {
      const refused = ada.api.members.list({ cursor: cursor as string });
      await expect(refused, JSON.stringify(cursor)).rejects.toMatchObject({
        code: "BAD_REQUEST",
        cause: { data: { field: "cursor" } },
      });
    }
    await expect(ada.api.members.list({ limit: 1e308 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(ada.api.members.list({ cursor: `${newId()}~constructor` })).resolves.toEqual({
      items: [],
      next: null,
    });
    expect(await reader().$count(members)).toBe(1);
  });
});
