import { describe, expect, test } from "vitest";
import { clockLabel, dayLabel, fullLabel, timeLabel } from "./time-label";

const at = (iso: string): number => Date.parse(iso);
/** Thursday 19 November 2026, 11:04 in Lisbon. */
const now = at("2026-11-19T11:04:00Z");
const lisbon = "Europe/Lisbon";

describe("an instant", () => {
  test.each([
    ["today", "2026-11-19T08:42:00Z", "08:42"],
    ["yesterday", "2026-11-18T18:03:00Z", "yesterday 18:03"],
    ["tomorrow", "2026-11-20T09:00:00Z", "tomorrow 09:00"],
    ["this week", "2026-11-17T09:00:00Z", "Tue 09:00"],
    ["the first day of this week's memory", "2026-11-13T23:59:00Z", "Fri 23:59"],
    ["a week ago", "2026-11-12T11:04:00Z", "12 Nov"],
    ["another year", "2025-11-12T11:04:00Z", "12 Nov 2025"],
  ])("%s is short and clear", (_, iso, label) => {
    expect(timeLabel(at(iso), now, lisbon, "en")).toBe(label);
  });

  test("is told by the reader's calendar, not by the sender's", () => {
    const midnight = at("2026-11-18T23:30:00Z");
    expect(timeLabel(midnight, now, lisbon, "en")).toBe("yesterday 23:30");
    expect(timeLabel(midnight, now, "Asia/Kolkata", "en")).toBe("05:00");
    expect(timeLabel(midnight, now, "Pacific/Auckland", "en")).toBe("yesterday 12:30");
  });

  test("speaks German", () => {
    expect(timeLabel(at("2026-11-18T18:03:00Z"), now, lisbon, "de")).toBe("gestern 18:03");
    expect(timeLabel(at("2026-11-17T09:00:00Z"), now, lisbon, "de")).toBe("Di 09:00");
    expect(timeLabel(at("2026-11-12T09:00:00Z"), now, lisbon, "de")).toBe("12. Nov.");
  });

  test("midnight is 00:00, never 24:00", () => {
    expect(clockLabel(at("2026-11-19T00:00:00Z"), lisbon, "en")).toBe("00:00");
  });

  test("is told in full on hover, with its zone", () => {
    expect(fullLabel(at("2026-11-17T09:00:00Z"), lisbon, "en")).toMatch(
      /^Tuesday,? 17 November 2026 at 09:00 (WET|GMT)$/,
    );
  });

  test("a day's heading is Today, Yesterday, the weekday, then the date", () => {
    const labels = ["2026-11-19", "2026-11-18", "2026-11-17", "2026-11-12", "2025-12-31"].map((day) =>
      dayLabel(at(`${day}T09:00:00Z`), now, lisbon, "en"),
    );
    expect(labels).toEqual(["Today", "Yesterday", "Tuesday", "12 November", "31 December 2025"]);
    expect(dayLabel(at("2026-11-18T09:00:00Z"), now, lisbon, "de")).toBe("Gestern");
  });
});
