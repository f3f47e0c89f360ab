import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/platform/log";

const SLOW_MS = 1_000;

/**
 * One line per answer: faults as errors, slow answers as warnings, what changes something as information and the rest
 * for debugging. The query is left out (it holds what people look for), the token of a path too (`scrub`).
 */
export function logRequest(request: IncomingMessage, response: ServerResponse): void {
  const started = performance.now();
  const { method = "" } = request;
  const path = (request.url ?? "").split("?")[0] ?? "";
  response.once("close", () => {
    const ms = Math.round(performance.now() - started);
    const fields = { method, path, status: response.statusCode, ms };
    const isStream = path === "/api/events";
    if (response.statusCode >= 500) log.error("Answered", undefined, fields);
    else if (ms > SLOW_MS && !isStream) log.warn("Answered slowly", fields);
    else if (method !== "GET" && method !== "HEAD") log.info("Answered", fields);
    else log.debug("Answered", fields);
  });
}
