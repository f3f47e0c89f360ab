import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { initials, toneOf } from "./person";

describe("a person's sign", () => {
  test.each([
    ["Ana Vaz", "AV"],
    ["Rafaela de Moura", "RM"],
    ["Cher", "C"],
    ["  åsa  ödegård ", "ÅÖ"],
    ["“Bo” (Bowie) Li", "BL"],
    ["李 小龍", "李小"],
    ["𝒜da 𝒷yron", "𝒜𝒷"],
    ["constructor", "C"],
    ["🦊 🐻", ""],
    ["", ""],
  ])("the initials of %j are %j", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  test("the colour of an id is always the same, and all six are used", () => {
    const id = newId();
    expect(toneOf(id, 6)).toBe(toneOf(id, 6));
    const used = new Set(Array.from({ length: 200 }, () => toneOf(newId(), 6)));
    expect([...used].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
