import { type AuditAction, auditActions } from "@/kernel/audit-actions";
import type { AuditLine } from "../contract";

type WordOf<A extends string> = A extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;
type Word = WordOf<AuditAction>;

/** An action as the catalogues call it; null for one that this program does not know. */
export const wordOf = (action: string): Word | null =>
  auditActions.some((known) => known === action) ? (action.replace(".", "_") as Word) : null;

const count = (value: unknown): number => (Array.isArray(value) ? value.length : typeof value === "number" ? value : 0);

/** What the sentence about an act may name, of whatever kind the act is. `nameOf`: how a person is called. */
export function sentenceValues(
  { actor, subject, heir, data }: AuditLine,
  nameOf: (name: string) => string,
  host: string,
) {
  const channels = count(data.channels ?? data.channelIds);
  const groups = count(data.groups);
  return {
    actor: actor ? nameOf(actor.name) : host,
    subject: subject.member ? nameOf(subject.member.name) : "",
    heir: heir ? nameOf(heir.name) : "",
    passed: heir ? "yes" : "no",
    ...{ channels, groups, held: channels + groups },
    ...{ before: String(data.from ?? ""), to: String(data.to ?? ""), role: String(data.role ?? "") },
    posts: String(data.posts ?? ""),
    ...{ mailed: String(data.mailed ?? ""), proven: String(data.proven ?? "") },
    ...{ sessions: count(data.sessions), uses: count(data.uses), days: count(data.days), after: count(data.after) },
  };
}
