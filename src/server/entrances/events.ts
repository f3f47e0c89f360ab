import type { IncomingMessage, ServerResponse } from "node:http";
import { hub, STREAMS_PER_SESSION } from "@/platform/realtime";
import { requestContext } from "../context";
import { Refusal } from "../refusal";

/**
 * A browser's stream of what changed. It goes on where the browser stopped: `Last-Event-ID` when the browser came back
 * by itself, `?since=` when a page has just been rendered or another tab takes over.
 */
export async function events(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const { actor } = requestContext();
  if (!actor) throw new Refusal(401, "You are signed out.", "UNAUTHENTICATED");
  if (hub().count(actor.sessionId) >= STREAMS_PER_SESSION)
    throw new Refusal(429, "This browser has too many streams open.", "RATE_LIMITED", { "Retry-After": "5" });

  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store, no-transform",
    // nginx would hold events back until its buffer is full.
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
  request.socket.setNoDelay(true);
  await hub().join(actor, response, place(request.headers["last-event-id"]) ?? place(url.searchParams.get("since")));
}

function place(text: string | string[] | null | undefined): number | undefined {
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
