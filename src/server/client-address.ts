import type { IncomingMessage } from "node:http";

/**
 * The client's address. Each of the `proxies` in front appended the address that it saw to X-Forwarded-For; what stands
 * further left was sent by the client and is believed by nobody.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string {
  const peer = plain(request.socket.remoteAddress ?? "unknown");
  const forwarded = [request.headers["x-forwarded-for"] ?? ""].flat().join(",").split(",");
  const hops = [...forwarded.map((hop) => plain(hop.trim())).filter((hop) => hop !== ""), peer];
  return hops[Math.max(0, hops.length - 1 - proxies)] ?? peer;
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
