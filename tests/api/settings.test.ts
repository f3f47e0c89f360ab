import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { calendarOf, workspaceOf } from "@/features/settings";
import { usualHours } from "@/features/settings/contract";
import { reader } from "@/platform/db";
import { events, members } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { foundTeam, joinTeam, stranger } from "../support/people";

useDatabase();

const early = usualHours.map((day) => (day.length ? [{ from: 420, to: 900 }] : []));

describe("hours", () => {
  test("are the team's until a member sets their own, and again when they take them back", async () => {
    const ada = await foundTeam();
    const mine = async () => {
      const { team, ...member } = await ada.api.settings.mine();
      return calendarOf(member, team);
    };
    expect(await mine()).toEqual({ zone: "Europe/Lisbon", hours: usualHours });
    await ada.api.settings.setHours({ zone: "Asia/Kolkata", hours: early });
    expect(await mine()).toEqual({ zone: "Asia/Kolkata", hours: early });
    await ada.api.settings.setHours({ zone: "Asia/Kolkata", hours: null });
    expect(await mine()).toEqual({ zone: "Asia/Kolkata", hours: usualHours });
  });

  test("of a member who holds nothing back stay empty", async () => {
    const ada = await foundTeam();
    const empty = usualHours.map(() => []);
    await ada.api.settings.setHours({ zone: "UTC", hours: empty });
    expect(await ada.api.settings.mine()).toMatchObject({ hours: empty });
  });

  test("are one's own: nobody else's change, and that member alone is told", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    await bob.api.settings.setHours({ zone: "Asia/Kolkata", hours: early });
    await bob.api.settings.setHours({ zone: "Asia/Kolkata", hours: early });
    expect(await ada.api.settings.mine()).toMatchObject({ zone: "Europe/Lisbon", hours: null });
    const told = await reader().select().from(events).where(eq(events.kind, "member.calendar_changed"));
    expect(told.map(({ payload }) => payload)).toEqual([{ memberId: bob.id, memberIds: [bob.id] }]);
  });

  test("are refused by name when no calendar can hold them, and nothing changes", async () => {
    const ada = await foundTeam();
    const day = (span: unknown) => [[span], [], [], [], [], [], []];
    const wrong: [unknown, string][] = [
      [{ zone: "+05:30", hours: null }, "zone"],
      [{ zone: "constructor", hours: null }, "zone"],
      [{ zone: { $ne: 1 }, hours: null }, "zone"],
      [{ zone: "UTC", hours: [] }, "hours"],
      [{ zone: "UTC", hours: day({ from: 600, to: 600 }) }, "hours"],
      [{ zone: "UTC", hours: day({ from: -1, to: 600 }) }, "hours"],
      [{ zone: "UTC", hours: day({ from: 0, to: 1e9 }) }, "hours"],
      [{ zone: "UTC", hours: day({ from: 0.5, to: 600 }) }, "hours"],
      [{ zone: "UTC", hours: { length: 7 } }, "hours"],
    ];
    for (const [input, field] of wrong) {
      const refusal = await ada.api.settings.setHours(input as never).catch((error) => error);
      expect(refusal, JSON.stringify(input)).toMatchObject({ code: "BAD_REQUEST" });
      expect(refusal.cause.data.field.split(".")[0]).toBe(field);
    }
    expect(await ada.api.settings.mine()).toMatchObject({ zone: "Europe/Lisbon", hours: null });
    await ada.api.settings.setHours({ zone: "UTC", hours: day({ from: 0, to: 1440 }) as never });
    expect(await ada.api.settings.mine()).toMatchObject({ zone: "UTC" });
  });

  test("stay where they are for who is travelling, and move with who has moved; each is asked once", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    await ada.api.settings.setHours({ zone: "Europe/Lisbon", hours: early });
    await ada.api.settings.answerZone({ zone: "Asia/Tokyo", moved: false });
    expect(await ada.api.settings.mine()).toMatchObject({ zone: "Europe/Lisbon", askedZone: "Asia/Tokyo" });
    await ada.api.settings.answerZone({ zone: "Europe/Berlin", moved: true });
    await ada.api.settings.answerZone({ zone: "Europe/Berlin", moved: true });
    expect(await ada.api.settings.mine()).toMatchObject({
      ...{ zone: "Europe/Berlin", askedZone: "Europe/Berlin", hours: early },
    });
    expect(await reader().$count(events, eq(events.kind, "member.calendar_changed"))).toBe(2);
    expect(await bob.api.settings.mine()).toMatchObject({ zone: "Europe/Lisbon", askedZone: null });
    const wrong = ada.api.settings.answerZone({ zone: "+05:30", moved: true });
    await expect(wrong).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { data: { field: "zone" } } });
    const answer = { zone: "UTC", moved: true };
    await expect(stranger().settings.answerZone(answer)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("are for members", async () => {
    await expect(stranger().settings.mine()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(stranger().settings.setHours({ zone: "UTC", hours: null })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    const ada = await foundTeam();
    await expect(ada.api.settings.setHours({ zone: "UTC", hours: null })).resolves.toBeUndefined();
    expect(await reader().$count(members)).toBe(1);
  });
});

test("there is no workspace before the set-up, and one after it", async () => {
  expect(await workspaceOf(reader())).toBeNull();
  await foundTeam();
  expect(await workspaceOf(reader())).toMatchObject({ name: "Northwind" });
});
