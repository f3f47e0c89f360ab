import { expect, test } from "vitest";
import { memberByPassword } from "@/features/auth/sign-in";
import { DAY, MINUTE } from "@/kernel/clock";
import { collectStatements, reader } from "@/platform/db";
import { tries } from "@/platform/db/schema";
import { countTries, forgiveTries } from "@/platform/tries";
import { useDatabase } from "../support/database";
import { settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const limit = { what: "test", subject: "ada@example.org", most: 3, windowMs: 15 * MINUTE };
const other = { ...limit, subject: "bob@example.org" };
const rows = () => reader().select().from(tries);

test("tries are counted in rows, which no restart forgets, until their time is over", async () => {
  const waits = await Promise.all(Array.from({ length: 6 }, () => countTries([limit])));
  expect(waits.sort((a, b) => a - b)).toEqual([0, 0, 0, ...Array(3).fill(limit.windowMs)]);
  clock.advance(MINUTE);
  expect(await countTries([limit])).toBe(14 * MINUTE);
  expect(await countTries([other])).toBe(0);
  clock.advance(14 * MINUTE);
  expect(await countTries([limit])).toBe(0);
  expect(await rows()).toHaveLength(2);
});

test("what is refused anyway is read, not written", async () => {
  for (let i = 0; i < 3; i++) await countTries([other, limit]);
  const before = await rows();
  const { statements } = await collectStatements(() => countTries([other, limit]));
  expect(statements).toHaveLength(1);
  expect(await rows()).toEqual(before);
});

test("who gets in begins anew, and gives one try of the client's back", async () => {
  for (let i = 0; i < 3; i++) await countTries([other, limit]);
  await forgiveTries(limit, other);
  expect(await countTries([limit])).toBe(0);
  expect(await countTries([other])).toBe(0);
  expect(await countTries([other])).toBe(limit.windowMs);
});

test("the rows of tries to sign in name nobody, and are swept out the day after", async () => {
  const typed = { address: "somebody@example.org", password: "not this one" };
  await expect(memberByPassword(reader(), typed, "198.51.100.7")).rejects.toThrow("not right");
  const kept = JSON.stringify(await rows());
  expect(await rows()).toHaveLength(2);
  for (const trace of ["somebody", "198.51", "sign-in"]) expect(kept).not.toContain(trace);
  await settle();
  expect(await rows()).toHaveLength(2);
  clock.advance(DAY);
  await settle();
  expect(await rows()).toEqual([]);
});
