import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { accessAudit, type ExportForm, exportAudit } from "@/features/audit";
import { isAppError } from "@/kernel/errors";
import { reader } from "@/platform/db";
import { requestContext } from "../context";
import { Refusal } from "../refusal";

export const AUDIT_PATH = "/api/audit";

const types: Record<ExportForm, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

/** The audit log as a file, for owners. Written as fast as it is taken. */
export async function audit(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const { actor } = requestContext();
  if (!actor) throw new Refusal(401, "You are signed out.", "UNAUTHENTICATED");
  const form = url.searchParams.get("as");
  if (form !== "csv" && form !== "jsonl") throw new Refusal(400, "Ask for it as=csv or as=jsonl.", "INVALID");
  const allowed = mayRead(actor);
  response.writeHead(200, {
    "Content-Type": types[form],
    "Content-Disposition": `attachment; filename="tidings-audit.${form}"`,
    "Cache-Control": "no-store",
  });
  if (request.method === "HEAD") return void response.end();
  for await (const text of exportAudit(reader(), allowed, form)) {
    if (response.destroyed) return;
    if (!response.write(text)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end();
}

function mayRead(actor: Parameters<typeof accessAudit>[0]) {
  try {
    return accessAudit(actor);
  } catch (error) {
    if (isAppError(error)) throw new Refusal(403, error.message, error.code);
    throw error;
  }
}
