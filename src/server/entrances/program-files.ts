import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { Refusal } from "../refusal";

export const FILES_PATH = "/_next/static/";

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".json": "application/json",
};

/** A file of the build in each form that the build made of it. Read at its first request and kept: they are a few MB. */
type Forms = { type: string; path: string; kept: Map<string, Buffer> };

/**
 * Answers with the scripts, styles and fonts of the build, compressed once when it was built. Only what lay in the
 * folder at the start is there: no path leads out of it. Their names change with their content, so browsers keep them.
 */
export function programFiles(root: string) {
  const folder = join(root, ".next/static");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const files = new Map<string, Forms>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type) files.set(name, { type, path: join(folder, name), kept: new Map() });
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const file = files.get(decodeURIComponent(url.pathname.slice(FILES_PATH.length)));
    if (!file)
      throw new Refusal(404, "There is no such file. Reload the page: there may be a newer version.", "NOT_FOUND");
    const { encoding, body } = form(file, String(request.headers["accept-encoding"] ?? ""));
    response.writeHead(200, {
      "Content-Type": file.type,
      "Content-Length": body.length,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** The smallest form that the client takes and the build made. */
function form({ path, kept }: Forms, accepted: string): { encoding: string | undefined; body: Buffer } {
  for (const [encoding, suffix] of [
    ["br", ".br"],
    ["gzip", ".gz"],
  ] as const) {
    if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue;
    const body = read(path + suffix, kept);
    if (body) return { encoding, body };
  }
  return { encoding: undefined, body: read(path, kept) ?? Buffer.alloc(0) };
}

function read(path: string, kept: Map<string, Buffer>): Buffer | undefined {
  const known = kept.get(path);
  if (known) return known;
  if (!existsSync(path)) return undefined;
  const body = readFileSync(path);
  kept.set(path, body);
  return body;
}
