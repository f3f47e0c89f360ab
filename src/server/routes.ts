import type { IncomingMessage, ServerResponse } from "node:http";
import { PICTURE_CAP } from "./body";
import { events } from "./entrances/events";
import { health } from "./entrances/health";
import { PICTURES_PATH, pictures } from "./entrances/pictures";
import { FILES_PATH } from "./entrances/program-files";
import { TRPC_PATH, trpc } from "./entrances/trpc";
import { UNSUBSCRIBE_PATH, unsubscribe } from "./entrances/unsubscribe";
import type { Rules } from "./guard";

export type Entrance = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
/** Without rules it is the same for everybody, and can only be read. */
export type Route = { path: string; rules: Rules | undefined; enter: Entrance };

/** `page` is Next's; `files` the program's own, and without them `development` has them in memory. */
export type Entrances = { page: Entrance; files?: Entrance; development: Entrance };

export const READ = ["GET", "HEAD"];

/**
 * Every way into this process; the first whose path begins like the request's answers. The access table has its rows
 * for each (tests/security).
 */
export function makeRoutes({ page, development, files }: Entrances): Route[] {
  return [
    { path: TRPC_PATH, rules: { methods: ["GET", "POST"], origin: "ours" }, enter: trpc },
    { path: "/api/events", rules: { methods: ["GET"], origin: "ours" }, enter: events },
    { path: "/api/health", rules: { methods: READ, origin: "any" }, enter: health },
    {
      path: PICTURES_PATH,
      rules: { methods: [...READ, "POST"], origin: "ours", cap: PICTURE_CAP },
      enter: pictures,
    },
    { path: "/api/auth/", rules: { methods: [...READ, "POST"], origin: "ours" }, enter: page },
    // One-click unsubscribing (RFC 8058) comes from mail programs' servers: no origin, no cookie, the token decides.
    { path: UNSUBSCRIBE_PATH, rules: { methods: [...READ, "POST"], origin: "any" }, enter: unsubscribe },
    // The program's own scripts and styles.
    files
      ? { path: FILES_PATH, rules: undefined, enter: files }
      : { path: "/_next/", rules: undefined, enter: development },
    { path: "/", rules: { methods: READ, origin: "ours" }, enter: page },
  ];
}
