import { expect, test } from "vitest";
import { muteEnds } from "./mute-ends";

const weekdays = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 480, to: 1020 }] : []));
const ends = (zone: string, now: string, hours = weekdays) => {
  const { tomorrow, week } = muteEnds({ zone, hours }, Date.parse(now));
  return [tomorrow, week].map((at) => new Date(at).toISOString());
};

test("a mute ends at the start of my day tomorrow, or of the same day next week, in my zone", () => {
  expect(ends("Europe/Lisbon", "2026-11-25T23:30Z")).toEqual(["2026-11-26T08:00:00.000Z", "2026-12-02T08:00:00.000Z"]);
  expect(ends("Pacific/Auckland", "2026-11-25T23:30Z")).toEqual([
    ...["2026-11-26T19:00:00.000Z", "2026-12-02T19:00:00.000Z"],
  ]);
});

test("on a day without hours it ends at nine, also where the clocks are changed on the way", () => {
  expect(ends("Europe/Lisbon", "2026-11-27T12:00Z")).toEqual(["2026-11-28T09:00:00.000Z", "2026-12-04T08:00:00.000Z"]);
  expect(ends("Europe/Berlin", "2026-10-24T22:30Z")[0]).toBe("2026-10-26T07:00:00.000Z");
  expect(ends("UTC", "2026-11-25T12:00Z", Array(7).fill([]))[0]).toBe("2026-11-26T09:00:00.000Z");
});
