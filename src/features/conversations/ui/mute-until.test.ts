import { expect, test } from "vitest";
import { muteEnd } from "./mute-until";

test("a mute ends at the reader's midnight, or never", () => {
  const at = Date.parse("2026-10-24T22:30:00Z");
  expect(muteEnd("ever", at, "Europe/Lisbon")).toBeNull();
  expect(muteEnd("tomorrow", at, "Europe/Lisbon")).toBe(Date.parse("2026-10-24T23:00:00Z"));
  // The clocks go back on the 25th: the week is an hour longer.
  expect(muteEnd("week", at, "Europe/Lisbon")).toBe(Date.parse("2026-10-31T00:00:00Z") - 0);
  expect(muteEnd("tomorrow", at, "Asia/Tokyo")).toBe(Date.parse("2026-10-25T15:00:00Z"));
});
