import { describe, expect, test } from "vitest";
import type { WeeklyHours } from "@/kernel/calendar";
import { DAY, HOUR, MINUTE } from "@/kernel/clock";
import { datePassed, dueSlot, NEVER, nextSlot, slotAfterChange } from "./slots";

const days = (from: number, to: number, which = [0, 1, 2, 3, 4]): WeeklyHours =>
  Array.from({ length: 7 }, (_, day) => (which.includes(day) ? [{ from, to }] : []));
const usual = days(540, 1_080);
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);

/** Every slot that a member gets while the planner looks each five minutes, over some days. */
function slotsOver(zone: string, hours: WeeklyHours, from: string, lengthDays: number) {
  const calendar = { zone, hours };
  const found: string[] = [];
  let lastDate = datePassed(calendar, at(from));
  for (let now = at(from); now < at(from) + lengthDays * DAY; now += 5 * MINUTE) {
    const slot = dueSlot(calendar, lastDate, now);
    if (!slot) continue;
    found.push(`${slot.date} ${iso(now)}`);
    lastDate = slot.date;
  }
  return found;
}

describe("digest slots", () => {
  test("come once per working day at its start, through both clock changes", () => {
    expect(slotsOver("Europe/Berlin", usual, "2026-03-26T12:00Z", 5)).toEqual([
      "2026-03-27 2026-03-27T08:00",
      "2026-03-30 2026-03-30T07:00",
      "2026-03-31 2026-03-31T07:00",
    ]);
    expect(slotsOver("Europe/Berlin", usual, "2026-10-22T12:00Z", 5)).toEqual([
      "2026-10-23 2026-10-23T07:00",
      "2026-10-26 2026-10-26T08:00",
      "2026-10-27 2026-10-27T08:00",
    ]);
  });

  test("come once where the hour of the start is skipped or occurs twice", () => {
    const nights = days(150, 600, [5, 6]);
    expect(slotsOver("Europe/Berlin", nights, "2026-03-28T12:00Z", 1)).toEqual(["2026-03-29 2026-03-29T01:00"]);
    expect(slotsOver("Europe/Berlin", nights, "2026-10-24T12:00Z", 1)).toEqual(["2026-10-25 2026-10-25T00:30"]);
  });

  test("know half-hour zones, nights over midnight and leap days", () => {
    expect(slotsOver("Asia/Kolkata", usual, "2026-11-19T12:00Z", 1)).toEqual(["2026-11-20 2026-11-20T03:30"]);
    expect(slotsOver("Asia/Kathmandu", usual, "2026-11-19T12:00Z", 1)).toEqual(["2026-11-20 2026-11-20T03:15"]);
    expect(slotsOver("Europe/Lisbon", days(1_320, 1_800, [3]), "2026-11-19T12:00Z", 2)).toEqual([
      "2026-11-19 2026-11-19T22:00",
    ]);
    expect(slotsOver("Europe/Lisbon", days(540, 1_080, [1]), "2028-02-28T12:00Z", 2)).toEqual([
      "2028-02-29 2028-02-29T09:00",
    ]);
  });

  test("after a downtime are the latest missed one alone", () => {
    const calendar = { zone: "Europe/Lisbon", hours: usual };
    expect(dueSlot(calendar, "2026-11-16", at("2026-11-19T15:00Z"))).toEqual({
      date: "2026-11-19",
      at: at("2026-11-19T09:00Z"),
    });
    expect(dueSlot(calendar, "2026-11-19", at("2026-11-19T15:00Z"))).toBeNull();
  });

  test("never come twice for one local date, also for who flies west over the date line", () => {
    const auckland = { zone: "Pacific/Auckland", hours: usual };
    const honolulu = { zone: "Pacific/Honolulu", hours: usual };
    const sent = dueSlot(auckland, "2026-11-19", at("2026-11-19T20:05Z"));
    expect(sent?.date).toBe("2026-11-20");
    const landed = at("2026-11-20T05:00Z");
    expect(dueSlot(honolulu, "2026-11-20", at("2026-11-20T19:05Z"))).toBeNull();
    expect(iso(nextSlot(honolulu, "2026-11-20", landed))).toBe("2026-11-23T19:00");
  });

  test("come at once when a move makes the day begin that had none, and only within working hours", () => {
    const before = at("2026-11-20T08:30Z");
    const tokyo = { zone: "Asia/Tokyo", hours: usual };
    expect(slotAfterChange(tokyo, "2026-11-19", before)).toBe(at("2026-11-20T00:00Z"));
    expect(iso(slotAfterChange(tokyo, "2026-11-20", before))).toBe("2026-11-23T00:00");
    expect(iso(slotAfterChange(tokyo, "2026-11-19", before + 2 * HOUR))).toBe("2026-11-23T00:00");
  });

  test("do not come to an empty week", () => {
    const empty = { zone: "Europe/Lisbon", hours: days(0, 1, []) };
    expect(nextSlot(empty, "", at("2026-11-20T08:30Z"))).toBe(NEVER);
    expect(dueSlot(empty, "", at("2026-11-20T08:30Z"))).toBeNull();
  });
});
