import type { IncomingMessage, ServerResponse } from "node:http";
import { and, isNull, lt } from "drizzle-orm";
import { now, SECOND } from "@/kernel/clock";
import { reader } from "@/platform/db";
import { events } from "@/platform/db/schema";
import { log } from "@/platform/log";
import { sendJson } from "./send-json";

/** An event that waits longer than this for its place in the log means that the relay stands still. */
const LAG_MS = 30 * SECOND;

/**
 * `/api/health` answers as long as the process lives; `/api/health?ready` only when it can do its work: the database
 * answers (its migrations ran before the port was opened) and the relay keeps up.
 */
export async function health(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  if (!url.searchParams.has("ready")) return sendJson(request, response, 200, { status: "ok" });
  const checks = { database: "ok", relay: "ok" };
  try {
    const waiting = await reader()
      .select({ id: events.id })
      .from(events)
      .where(and(isNull(events.seq), lt(events.at, now() - LAG_MS)))
      .limit(1);
    if (waiting.length > 0) checks.relay = "behind";
  } catch (error) {
    log.error("The database does not answer", error);
    checks.database = "failed";
  }
  const ready = checks.database === "ok" && checks.relay === "ok";
  return sendJson(request, response, ready ? 200 : 503, { status: ready ? "ok" : "not ready", checks });
}
