import type { IncomingMessage, ServerResponse } from "node:http";
import { setDigest } from "@/features/digests";
import { readUnsubscribeToken } from "@/features/mails";
import { transaction } from "@/platform/db";
import { readBody } from "../body";
import { Refusal } from "../refusal";

export const UNSUBSCRIBE_PATH = "/api/unsubscribe/";

/**
 * Switches off what a mail's List-Unsubscribe names. Mail providers post here for their users (RFC 8058), without a
 * cookie and from an origin of their own: the token alone decides, and does this one thing. Opening the address acts on
 * nothing, since link scanners do it too: it leads to the page that asks.
 */
export async function unsubscribe(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const token = url.pathname.slice(UNSUBSCRIBE_PATH.length);
  const found = readUnsubscribeToken(token);
  if (!found) throw new Refusal(404, "This link does not work. It may have been cut on its way.", "NOT_FOUND");
  response.setHeader("Cache-Control", "no-store");
  if (request.method !== "POST") return toPage(response, token);
  const body = new URLSearchParams(await readBody(request));
  await transaction((tx) => setDigest(tx, found.memberId, "off"));
  // RFC 8058, 3.1: a provider's POST is not answered by a redirection.
  if (body.get("List-Unsubscribe") !== "One-Click") return toPage(response, token);
  response.writeHead(200, { "Content-Length": 0 });
  response.end();
}

function toPage(response: ServerResponse, token: string): void {
  response.writeHead(303, { Location: `/unsubscribe/${token}`, "Content-Length": 0 });
  response.end();
}
