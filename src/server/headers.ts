import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

type Policy = { secure: boolean; dev: boolean };

/** The policy of an answer that is no page: it may load nothing and be framed by nobody. */
const bare = "default-src 'none'; frame-ancestors 'none'";

function pagePolicy(nonce: string, { dev, secure }: Policy): string {
  // The development server evaluates modules, injects styles and talks over a socket; production does none of that.
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Sets what every answer bears. */
export function setSecurityHeaders(response: ServerResponse, requestId: string, { secure }: Policy): void {
  response.setHeader("X-Request-Id", requestId);
  response.setHeader("Content-Security-Policy", bare);
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  if (secure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/** Gives a page its own policy; Next reads the nonce from the request's header of the same name, the layout from x-nonce. */
export function setPagePolicy(request: IncomingMessage, response: ServerResponse, policy: Policy): void {
  const nonce = randomBytes(16).toString("base64");
  const value = pagePolicy(nonce, policy);
  request.headers["content-security-policy"] = value;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", value);
}

/** Headers by which Next or its libraries take instructions: from outside they are worth nothing. */
const internal =
  /^(x-nonce|x-path|content-security-policy.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*|x-vercel-.*|forwarded|x-forwarded-.*|x-original-.*|x-rewrite-url)$/;

/** Takes the headers away that only this program may set, and says who really asks. */
export function cleanRequest(request: IncomingMessage, publicUrl: URL, address: string): void {
  for (const name of Object.keys(request.headers)) if (internal.test(name)) delete request.headers[name];
  request.headers["x-forwarded-host"] = publicUrl.host;
  request.headers["x-forwarded-proto"] = publicUrl.protocol.slice(0, -1);
  request.headers["x-forwarded-for"] = address;
}
