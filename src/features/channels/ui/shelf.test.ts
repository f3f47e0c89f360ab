import { describe, expect, test } from "vitest";
import type { ChannelLine } from "../contract";
import { shelvesOf, steps } from "./shelf";

const line = (name: string, sectionId: string | null, position: number): ChannelLine => ({
  ...{ id: name, name, purpose: "", visibility: "public", joined: true, level: "threads", archived: false },
  ...{ unread: false, sectionId, position },
});

test("channels stand under their sections in their order, and under none when theirs is gone", () => {
  const channels = [line("a", "s", 2), line("b", null, 0), line("c", "s", 1), line("d", "gone", 5), line("e", null, 0)];
  const shelves = shelvesOf(channels, [
    { id: "t", name: "Empty" },
    { id: "s", name: "Work" },
  ]);
  expect(shelves.map(({ section, channels }) => [section?.name, channels.map(({ name }) => name)])).toEqual([
    ["Empty", []],
    ["Work", ["c", "a"]],
    [undefined, ["b", "e", "d"]],
  ]);
});

describe("a step", () => {
  test("goes before the one above, or before the one after the next, or last", () => {
    expect(steps(["a", "b", "c", "d"], "b")).toEqual({ up: "a", down: "d" });
    expect(steps(["a", "b", "c"], "b")).toEqual({ up: "a", down: null });
  });

  test("beyond an end there is none", () => {
    expect(steps(["a", "b"], "a")).toEqual({ down: null });
    expect(steps(["a", "b"], "b")).toEqual({ up: "a" });
    expect(steps(["a"], "a")).toEqual({});
    expect(steps([], "a")).toEqual({});
  });
});
