import { describe, expect, test } from "vitest";
import { addressWithin, domainKey } from "./domains";
import { addressesIn } from "./ui/addresses-in";

describe("a mail domain", () => {
  test.each([
    ["Example.ORG", "example.org"],
    ["müller.example", "xn--mller-kva.example"],
    ["XN--MLLER-KVA.example", "xn--mller-kva.example"],
    ["ｅxample.org", "example.org"],
    ["mail.example.org", "mail.example.org"],
  ])("%s is compared as %s", (text, key) => {
    expect(domainKey(text)).toBe(key);
  });

  test.each([
    ...["", "org", "localhost", "example.org.", ".example.org", "exam ple.org", "example.org/x", "example.org:25"],
    ...["a@example.org", "127.0.0.1", "0x7f.1", "[::1]", "ex%61mple.org", "example.org?x", "-.org", "*.example.org"],
  ])("%s is none", (text) => {
    expect(domainKey(text)).toBeNull();
  });

  test("hostile case 35, an address is within a domain only when all after its last @ is that domain", () => {
    const within = (address: string) => addressWithin(["example.org", "xn--mller-kva.example"], address);
    expect(within("Ana@Example.org")).toBe("Ana@example.org");
    expect(within("ana@müller.example")).toBe("ana@xn--mller-kva.example");
    for (const domain of [
      ...["evil-example.org", "example.org.evil.org", "sub.example.org", "example.org.", "example.orgx", "org"],
      ...["exаmple.org", "examрle.org", "example.org\u200b.evil.org", "xexample.org", "muller.example"],
    ])
      expect(within(`ana@${domain}`), domain).toBeNull();
    expect(within("ana@example.org@evil.org")).toBeNull();
  });
});

test("addresses are found in whatever was pasted, each once", () => {
  const pasted =
    'Ana Vaz <ana@example.org>, "Bo" <bo@example.org>; ANA@example.org\n(cy@example.org) dee@example.org;eve@example.org';
  const five = ["ANA@example.org", "bo@example.org", "cy@example.org", "dee@example.org", "eve@example.org"];
  expect(addressesIn(pasted)).toEqual(five);
  expect(addressesIn("nobody in particular")).toEqual([]);
});
