import type { ServerResponse } from "node:http";
import type { ErrorCode } from "@/kernel/errors";

/** What the guard answers instead of letting a request through. `message` is shown to people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly app: ErrorCode = "INVALID",
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Answers with a refusal: in tRPC's error shape for machines, as a plain sentence for people. */
export function refuse(response: ServerResponse, refusal: Refusal, isApi: boolean): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, message, app, headers } = refusal;
  const body = isApi
    ? JSON.stringify({ error: { message, code: -32_600, data: { code: "BAD_REQUEST", httpStatus: status, app } } })
    : `${message}\n`;
  response.writeHead(status, {
    ...headers,
    "Content-Type": isApi ? "application/json" : "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    // What is left of the request's body is not read: the connection is of no more use.
    ...(status === 413 || status === 411 ? { Connection: "close" } : {}),
  });
  response.end(body);
}
