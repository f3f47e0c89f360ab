import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { formatLocal, isZone, parseLocal } from "./calendar";

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;

test("a zone is an IANA name, never an offset", () => {
  for (const zone of ["Europe/Lisbon", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"])
    expect(isZone(zone), zone).toBe(true);
  for (const text of [
    "",
    "+05:30",
    "Lisbon",
    "Europe/Nowhere",
    "constructor",
    "Europe/Lisbon\0",
    "a".repeat(5000),
    "../etc",
  ])
    expect(isZone(text), text).toBe(false);
});

test("times are written as in PRODUCT.md, on a clock of 24 hours", () => {
  const tuesday = at("2026-11-24T09:00[Europe/Lisbon]");
  expect(formatLocal("Europe/Lisbon", tuesday, "en", "short")).toBe("Tue 09:00");
  expect(formatLocal("Asia/Kathmandu", tuesday, "en", "short")).toBe("Tue 14:45");
  expect(formatLocal("Europe/Lisbon", tuesday, "de", "long")).toBe("Di., 24. Nov., 09:00");
  expect(formatLocal("Europe/Lisbon", at("2026-11-24T00:05[Europe/Lisbon]"), "en", "time")).toBe("00:05");
});

test("a written local time is read where its zone's clocks show it", () => {
  expect(parseLocal("Europe/Lisbon", "2026-07-01T09:00")).toBe(at("2026-07-01T08:00[UTC]"));
  expect(parseLocal("America/New_York", "2026-03-08T02:30")).toBe(at("2026-03-08T03:00[America/New_York]"));
  for (const text of ["2026-02-30T09:00", "2026-01-01T24:00", "2026-13-01T00:00", "2026-01-01", "x"])
    expect(parseLocal("UTC", text), text).toBeNull();
});
