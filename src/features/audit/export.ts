import type { Actor } from "@/kernel/actor";
import type { Authorized } from "@/kernel/authorized";
import type { Read } from "@/platform/db";
import type { AuditLine } from "./contract";
import { csvLine } from "./csv";
import { listAudit } from "./queries";

export type ExportForm = "csv" | "jsonl";

const PAGE = 100;

const head = ["at", "actor_id", "actor", "action", "subject_kind", "subject_id", "subject", "data", "from"];

/** What stands for a person in the export: their handle, which one can look for. */
const named = (who: AuditLine["actor"]): string =>
  who ? (who.name ? `${who.name} (@${who.handle})` : "former member") : "";

const cells = ({ at, actor, action, subject, data, from }: AuditLine): string[] => [
  new Date(at).toISOString(),
  actor?.id ?? "",
  actor ? named(actor) : "host",
  action,
  subject.kind,
  subject.id ?? "",
  named(subject.member),
  JSON.stringify(data),
  from,
];

/** The whole log as text, the newest first, a page at a time. */
export async function* exportAudit(
  read: Read,
  reader: Authorized<Actor, "read-audit">,
  form: ExportForm,
): AsyncGenerator<string> {
  if (form === "csv") yield csvLine(head);
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(read, reader, { cursor, limit: PAGE });
    const lines = page.items.map((line) =>
      form === "csv" ? csvLine(cells(line)) : `${JSON.stringify({ ...line, at: new Date(line.at).toISOString() })}\n`,
    );
    if (lines.length > 0) yield lines.join("");
    cursor = page.next;
    if (!cursor) return;
  }
}
