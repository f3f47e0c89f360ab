import { expect, expectTypeOf, test } from "vitest";
import { type Authorized, authorize } from "./authorized";

type Thread = { id: string };

test("only the proof of the same action is taken", () => {
  const thread: Thread = { id: "t" };
  const proven = authorize(thread, "reply");

  expect(proven).toBe(thread);
  expectTypeOf(proven).toExtend<Authorized<Thread, "reply">>();
  expectTypeOf(proven).toExtend<Thread>();
  expectTypeOf(proven).toExtend<Authorized<Thread, "reply" | "conclude">>();
  expectTypeOf(proven).not.toExtend<Authorized<Thread, "conclude">>();
  expectTypeOf(thread).not.toExtend<Authorized<Thread, "reply">>();
});
