import { expect, test } from "vitest";
import { scrub } from "@/platform/log";

const token = `${"Ab3_-".repeat(8)}xyz`;

test.each([
  [`/setup/${token}`, "/setup/…"],
  [`GET https://t.example/join/${token}?from=mail failed`, "GET https://t.example/join/…?… failed"],
  ["/unsubscribe/short", "/unsubscribe/…"],
  ["/api/trpc/posts.page?input=%7B%7D", "/api/trpc/posts.page?…"],
  ["550 no such user <ana.b@mail.example.org>", "550 no such user <…@…>"],
  [`cookie was ${token}`, "cookie was …"],
  ["thread 01a1f95a-ee55-7961-8fd6-2d9df177973e", "thread 01a1f95a-ee55-7961-8fd6-2d9df177973e"],
])("a log line keeps no token, query or address: %s", (text, kept) => {
  expect(scrub(text)).toBe(kept);
});
