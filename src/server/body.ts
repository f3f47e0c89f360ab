import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";

/** The largest body of a request that is not a file. A post is at most 64 KB; its JSON at worst six times that. */
const BODY_CAP = 1024 * 1024;

const tooLarge = () => new Refusal(413, "This is too large: at most 1 MB can be sent at once.", "TOO_LARGE");

/** Refuses a body by what its headers say of it, before any of it is read. */
export function checkBodySize({ headers }: IncomingMessage): void {
  if (Number(headers["content-length"] ?? 0) > BODY_CAP) throw tooLarge();
}

/** Reads a body as text. @throws Refusal 413 as soon as it grows over the cap. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_CAP) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
