import type { IncomingMessage } from "node:http";
import { PICTURE_BYTES_MAX } from "@/kernel/limits";
import { Refusal } from "./refusal";

/** The largest body of a request that is not a file. A post is at most 64 KB; its JSON at worst six times that. */
const BODY_CAP = 1024 * 1024;

/** The largest file that is taken as a member's picture. */
export const PICTURE_CAP = PICTURE_BYTES_MAX;

const tooLarge = (cap: number) =>
  new Refusal(413, `This is too large: at most ${cap / BODY_CAP} MB can be sent at once.`, "TOO_LARGE");

/** Refuses a body by what its headers say of it, before any of it is read. */
export function checkBodySize({ headers }: IncomingMessage, cap = BODY_CAP): void {
  if (Number(headers["content-length"] ?? 0) > cap) throw tooLarge(cap);
}

/**
 * Refuses a body that does not say how large it is, where somebody else reads it: Next would take one of any length.
 * Browsers and proxies say it of every form.
 * @throws Refusal 411
 */
export function requireBodySize({ method, headers }: IncomingMessage): void {
  if (method === "POST" && headers["content-length"] === undefined)
    throw new Refusal(411, "This request does not say how large it is.");
}

/** Reads a body as text. @throws Refusal 413 as soon as it grows over the cap. */
export const readBody = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request, BODY_CAP)).toString("utf8");

/** Reads a body as it is. @throws Refusal 413 as soon as it grows over the cap. */
export async function readBytes(request: IncomingMessage, cap: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > cap) throw tooLarge(cap);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
