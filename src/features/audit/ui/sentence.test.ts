import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import de from "@/i18n/de.json";
import en from "@/i18n/en.json";
import { auditActions } from "@/kernel/audit-actions";
import type { AuditLine } from "../contract";
import { sentenceValues, wordOf } from "./sentence";

const who = (name: string) => ({ id: name, name, handle: name });
const line: AuditLine = {
  ...{ id: "1", at: 0, from: "", actor: who("Ada"), heir: who("Cleo") },
  action: "member.deactivated",
  subject: { kind: "member", id: "2", member: who("Bob") },
  data: { heirId: "3", channels: 2, groups: 0 },
};
const say = (messages: typeof en, about: AuditLine): string => {
  const onError = (error: Error): never => {
    throw error;
  };
  const t = createTranslator({ locale: messages === en ? "en" : "de", messages, namespace: "audit", onError });
  const word = wordOf(about.action);
  if (!word) throw new Error(`${about.action} has no words.`);
  return t.markup(`did.${word}`, {
    ...sentenceValues(about, (name) => name || "Former member", "The host"),
    b: String,
  });
};

test("every act has a sentence and a label in both languages, and no sentence is about an act that there is not", () => {
  const words = auditActions.map(wordOf);
  for (const messages of [en, de]) {
    expect(Object.keys(messages.audit.did).sort()).toEqual(words.toSorted());
    expect(Object.keys(messages.audit.label).sort()).toEqual(words.toSorted());
    for (const action of auditActions)
      for (const data of [{}, line.data, { channelIds: ["a"], role: "guest", uses: null, days: 7, mailed: true }]) {
        const said = say(messages, { ...line, action, data });
        expect(said).toContain("Ada");
        expect(said).not.toMatch(/undefined|null|\{|\}|_|Ids/);
      }
  }
  expect(wordOf("test.done")).toBeNull();
});

test("a sentence says who, whom and what, with the host and former members by their words", () => {
  expect(say(en, line)).toBe("Ada deactivated Bob; 2 things that they held alone went to Cleo");
  expect(say(en, { ...line, heir: null, data: { channels: 0, groups: 1 } })).toBe(
    "Ada deactivated Bob; 1 thing that they held alone stayed with nobody",
  );
  expect(say(en, { ...line, data: {} })).toBe("Ada deactivated Bob");
  const role = { ...line, actor: null, action: "member.role_changed", data: { from: "member", to: "owner" } };
  expect(say(en, role)).toBe("The host made Bob an owner, before a member");
  expect(say(de, role)).toContain("Eigentümer:in");
  const made = { role: "guest", channelIds: [], uses: 1, days: 1, mailed: false };
  expect(say(en, { ...line, action: "invitation.made", data: made })).toBe(
    "Ada invited by a link, as a guest: 1 person, for 1 day",
  );
  expect(
    say(en, { ...line, action: "member.reactivated", subject: { kind: "member", id: "2", member: who("") } }),
  ).toBe("Ada brought Former member back");
});
