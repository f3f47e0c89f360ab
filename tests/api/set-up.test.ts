import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { setupLink } from "@/features/auth";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { channelMembers, channels, events, members, oneTimeLinks, passwords, workspace } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { foundTeam, stranger, typedSetUp } from "../support/people";

useDatabase();

const counts = async () => {
  const read = reader();
  return {
    teams: await read.$count(workspace),
    members: await read.$count(members),
    passwords: await read.$count(passwords),
    channels: await read.$count(channels),
    events: await read.$count(events),
  };
};
const nothing = { teams: 0, members: 0, passwords: 0, channels: 0, events: 0 };

describe("setting up a team", () => {
  test("makes the workspace, its owner and the first channels", async () => {
    const ada = await foundTeam();
    expect(await ada.api.members.me()).toMatchObject({ name: "Ada", handle: "ada", role: "owner", hours: null });
    expect(await ada.api.settings.mine()).toMatchObject({ team: { name: "Northwind", zone: "Europe/Lisbon" } });
    const made = await reader().select({ name: channels.name, purpose: channels.purpose }).from(channels);
    expect(made.map(({ name }) => name).sort()).toEqual(["help", "team"]);
    expect(made.find(({ name }) => name === "team")?.purpose).toBe("What everybody should know");
    expect(await reader().$count(channelMembers, eq(channelMembers.memberId, ada.id))).toBe(2);
  });

  test("what is wrong is refused by the field's name, and leaves no trace", async () => {
    const input = await typedSetUp();
    const { setUp } = stranger();
    const wrong: [Record<string, unknown>, string][] = [
      [{ team: "" }, "team"],
      [{ name: "Ada\r\nBcc: eve@example.org" }, "name"],
      [{ name: "\ud83d" }, "name"],
      [{ name: { $ne: 1 } }, "name"],
      [{ address: "ada" }, "address"],
      [{ address: ["ada@example.org"] }, "address"],
      [{ address: "a\0da@example.org" }, "address"],
      [{ password: "password12" }, "password"],
      [{ password: "short" }, "password"],
      [{ password: { toString: 1 } }, "password"],
      [{ zone: "+01:00" }, "zone"],
      [{ zone: "Mars/Olympus" }, "zone"],
      [{ locale: "../en" }, "locale"],
      [{ hours: [[], []] }, "hours"],
      [{ hours: Array(7).fill([{ from: 900, to: 1e308 }]) }, "hours"],
      [{ memberId: "1" }, "memberId"],
      [{ channels: [] }, "channels"],
      [{ channels: [{ name: "?!", purpose: "" }] }, "channels"],
      [{ token: null }, "token"],
    ];
    for (const [change, field] of wrong) {
      const refusal = await setUp.run({ ...input, ...change } as typeof input).catch((error) => error);
      expect(refusal, JSON.stringify(change)).toMatchObject({ code: "BAD_REQUEST" });
      expect(refusal.cause.data.field.split(".")[0]).toBe(field);
    }
    expect(await counts()).toEqual(nothing);
    // The same with words that only look dangerous is taken.
    await setUp.run({ ...input, team: "constructor", name: "__proto__", password: "toString constructor" });
    expect(await counts()).toMatchObject({ teams: 1, members: 1, passwords: 1 });
  });

  test("the same call twice is one team; with something else in it, it is refused", async () => {
    const input = await typedSetUp();
    await stranger().setUp.run(input);
    const before = await counts();
    await expect(stranger().setUp.run(input)).resolves.toEqual({ memberId: input.memberId });
    await expect(stranger().setUp.run({ ...input, name: "Eve" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await counts()).toEqual(before);
  });

  test("of two calls at once with one link, one wins", async () => {
    const input = await typedSetUp();
    const other = { ...input, memberId: newId(), name: "Eve", address: "eve@example.org" };
    const answers = await Promise.allSettled([stranger().setUp.run(input), stranger().setUp.run(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: "This link was used already; it works once. If that was you, sign in." },
    });
    expect(await counts()).toMatchObject({ teams: 1, members: 1, passwords: 1, channels: 2 });
  });

  test("five equal calls at once are one team", async () => {
    const input = await typedSetUp();
    const answers = await Promise.all(Array.from({ length: 5 }, () => stranger().setUp.run(input)));
    expect(new Set(answers.map(({ memberId }) => memberId))).toEqual(new Set([input.memberId]));
    expect(await counts()).toMatchObject({ teams: 1, members: 1, passwords: 1, channels: 2 });
  });

  test("a newer link ends the earlier ones, and looking at it spends nothing", async () => {
    const old = await typedSetUp();
    const input = await typedSetUp();
    const { setUp } = stranger();
    for (let i = 0; i < 3; i++) expect(await setUp.look({ token: input.token })).toEqual({ state: "open" });
    expect(await setUp.look({ token: old.token })).toEqual({ state: "revoked" });
    await expect(setUp.run(old)).rejects.toThrow("This link was withdrawn");
    expect(await counts()).toEqual(nothing);
    await setUp.run(input);
    expect(await setUp.look({ token: input.token })).toEqual({ state: "spent" });
  });

  test("there is one team: a fresh link founds no second one", async () => {
    const ada = await foundTeam();
    const second = await typedSetUp({ name: "Eve", channels: [{ name: "eve", purpose: "" }] });
    await expect(stranger().setUp.run(second)).rejects.toThrow("This server has its team already.");
    expect(await ada.api.settings.mine()).toMatchObject({ team: { name: "Northwind" } });
    expect(await counts()).toMatchObject({ teams: 1, members: 1 });
  });

  test("the database holds no token, and a token of another kind opens nothing", async () => {
    const { token } = await transaction(setupLink);
    const rows = await reader().select().from(oneTimeLinks);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await stranger().join.look({ token })).toEqual({ state: "unknown", team: null, by: null, address: null });
    expect(await stranger().setUp.look({ token })).toEqual({ state: "open" });
  });
});
