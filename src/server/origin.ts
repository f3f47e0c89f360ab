import type { IncomingMessage } from "node:http";
import { type Env, isLoopback } from "@/platform/env";
import { log } from "@/platform/log";
import { Refusal } from "./refusal";

const warned = new Set<string>();

/**
 * Refuses what another site's page could have sent. Every request that may change something names its origin, and it
 * is ours; a missing one is not. On a host without PUBLIC_URL any port of this machine's own names counts (tunnels).
 */
export function checkOrigin({ method, headers }: IncomingMessage, env: Pick<Env, "publicUrl" | "isPublic">): void {
  const host = headers.host ?? "";
  const ours = env.isPublic ? env.publicUrl.origin : `http://${host}`;
  if (!env.isPublic && !isLoopback(hostname(host)))
    throw new Refusal(
      421,
      `Tidings does not answer to the name ${printable(host)}. Set PUBLIC_URL to the address that browsers use.`,
    );
  if (env.isPublic && host !== env.publicUrl.host) warnOnce(host, env.publicUrl.host);

  if (method === "GET" || method === "HEAD") return;
  const site = headers["sec-fetch-site"];
  if (headers.origin !== ours || (site !== undefined && site !== "same-origin"))
    throw new Refusal(
      403,
      `This request did not come from a page of ${env.isPublic ? ours : "Tidings"}. Reload the page and try again.`,
      "FORBIDDEN",
    );
}

const hostname = (host: string) => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "");
const printable = (host: string) => host.replace(/[^\w.:[\]-]/g, "?").slice(0, 100);

function warnOnce(host: string, expected: string): void {
  if (warned.has(host) || warned.size >= 20) return;
  warned.add(host);
  log.warn("A request came under another host than PUBLIC_URL says", { host: printable(host), expected });
}
