import { describe, expect, test } from "vitest";
import { newPassword } from "./contract";

const said = (value: unknown) => newPassword.safeParse(value).error?.issues[0]?.message ?? "taken";

describe("a new password", () => {
  test("has at least 10 and at most 200 characters, counted as people count", () => {
    expect(said("quiet lan")).toBe("The password needs at least 10 characters.");
    expect(said("quiet lant")).toBe("taken");
    expect(said("🙂a".repeat(4))).toBe("The password needs at least 10 characters.");
    expect(said("quiet ".repeat(33))).toBe("taken");
    expect(said("quiet ".repeat(34))).toBe("The password has 204 characters; 200 is the most.");
  });

  test("is not one that is tried first", () => {
    for (const common of [
      "1234567890",
      "0987654321",
      "aaaaaaaaaa",
      "1212121212",
      "abcdefghijkl",
      "password123",
      "Password123!",
      "qwertyuiop",
      "iloveyou2024",
      "letmein1234",
    ])
      expect(said(common), common).toContain("first that anybody would try");
    for (const good of ["quiet harbour lantern", "password of the harbour", "constructor1"])
      expect(said(good)).toBe("taken");
  });

  test("is a text", () => {
    for (const wrong of [{ $ne: 1 }, ["quiet harbour"], 1234567890, null])
      expect(said(wrong)).toBe("The password must be a text.");
  });
});
