import { expect, test } from "vitest";
import { localPath } from "./local-path";

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https://evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  "evil.example",
  "",
  undefined,
  ["/inbox", "/members"],
])("case 30: %j leads to the inbox", (text) => {
  expect(localPath(text)).toBe("/inbox");
});

test.each(["/members", "/channels/x/y?z=1#post", "/t/a//b"])("case 30: %j stays what it is", (text) => {
  expect(localPath(text)).toBe(text);
});
