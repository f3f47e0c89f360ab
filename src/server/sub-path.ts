import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";

/** A path of ours below one that is not: what a proxy that mounts this program under a path passes on. */
const mounted = /^(\/(?!api\/|_next\/)[^/]+)\/(?:sign-in|_next\/.*|api\/(?:trpc|events|auth|health)\b.*)$/;

/**
 * Refuses what came through a path below another site: its pages would find neither their scripts nor one another.
 * A proxy that takes the path away says so in X-Forwarded-Prefix.
 * @throws Refusal 421
 */
export function checkSubPath({ headers }: IncomingMessage, { pathname }: URL): void {
  const prefix = [headers["x-forwarded-prefix"] ?? mounted.exec(pathname)?.[1] ?? ""].flat()[0] ?? "";
  if (prefix.replace(/\/+$/, "") === "") return;
  const shown = prefix.replace(/[^\w./-]/g, "?").slice(0, 100);
  throw new Refusal(
    421,
    `Tidings does not run under a path such as ${shown}. Give it a host name of its own, let the proxy pass everything under that name on, and set PUBLIC_URL to it.`,
  );
}
