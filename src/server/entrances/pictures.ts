import type { IncomingMessage, ServerResponse } from "node:http";
import { encodePicture, readPicture, setPicture } from "@/features/members";
import type { Actor } from "@/kernel/actor";
import { type AppError, isAppError } from "@/kernel/errors";
import { isId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { PICTURE_CAP, readBytes } from "../body";
import { requestContext } from "../context";
import { Refusal } from "../refusal";
import { sendJson } from "./send-json";

export const PICTURES_PATH = "/api/pictures";

/**
 * Members' pictures. POST takes the bytes of a file as the asker's own, with the square to cut out of it in the query
 * (`x`, `y`, `size`, in pixels of the upright picture); GET gives one of somebody whom the asker may know of. There is
 * one size: whatever else the query says is ignored.
 */
export async function pictures(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const { actor } = requestContext();
  if (!actor) throw new Refusal(401, "You are signed out.", "UNAUTHENTICATED");
  try {
    if (request.method !== "POST") return await show(request, response, url, actor);
    if (url.pathname !== PICTURES_PATH) throw new Refusal(404, "Nothing is here.", "NOT_FOUND");
    const data = await encodePicture(await readBytes(request, PICTURE_CAP), cropOf(url));
    const set = await transaction({ lock: "members" }, (tx) => setPicture(tx, actor, data));
    await sendJson(request, response, 200, set);
  } catch (error) {
    throw isAppError(error) ? asRefusal(error) : error;
  }
}

async function show(request: IncomingMessage, response: ServerResponse, url: URL, actor: Actor): Promise<void> {
  const [memberId = "", pictureId = "", ...more] = url.pathname.slice(PICTURES_PATH.length + 1).split("/");
  if (!isId(memberId) || !isId(pictureId) || more.length > 0)
    throw new Refusal(404, "There is no such picture.", "NOT_FOUND");
  const body = Buffer.from(await readPicture(reader(), actor, memberId, pictureId), "base64");
  response.writeHead(200, {
    "Content-Type": "image/webp",
    "Content-Length": body.length,
    // Another picture has another address.
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function cropOf({ searchParams }: URL) {
  const given = ["x", "y", "size"].map((name) => searchParams.get(name));
  if (given.every((text) => text === null)) return undefined;
  if (!given.every((text) => text !== null && /^\d{1,6}$/.test(text)))
    throw new Refusal(400, "The part to cut out is three whole numbers: x, y and size.");
  const [x, y, size] = given.map(Number) as [number, number, number];
  return { x, y, size };
}

const asRefusal = ({ code, message }: AppError): Refusal =>
  new Refusal(code === "NOT_FOUND" ? 404 : 400, message, code);
