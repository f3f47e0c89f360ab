import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "@/kernel/ids";
import type { Env } from "@/platform/env";
import { log } from "@/platform/log";
import { type RequestScope, withScope } from "@/platform/request";
import { PICTURE_CAP, requireBodySize } from "./body";
import { clientAddress } from "./client-address";
import { AUDIT_PATH, audit } from "./entrances/audit";
import { events } from "./entrances/events";
import { health } from "./entrances/health";
import { PICTURES_PATH, pictures } from "./entrances/pictures";
import { FILES_PATH } from "./entrances/program-files";
import { TRPC_PATH, trpc } from "./entrances/trpc";
import { UNSUBSCRIBE_PATH, unsubscribe } from "./entrances/unsubscribe";
import { guard, type Rules, type SessionReader } from "./guard";
import { cleanRequest, setPagePolicy, setSecurityHeaders } from "./headers";
import { makeLimits } from "./rate-limit";
import { Refusal, refuse } from "./refusal";
import { logRequest } from "./request-log";
import { checkSubPath } from "./sub-path";

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Entrance = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
/** Without rules it is the same for everybody, and can only be read. */
type Route = { path: string; rules: Rules | undefined; enter: Entrance };

export type HandlerOptions = {
  env: Env;
  dev: boolean;
  pages: PageHandler;
  readSession: SessionReader;
  files?: Entrance;
};

const READ = ["GET", "HEAD"];

/** `page` is Next's; `files` the program's own, and without them `development` has them in memory. */
type Entrances = { page: Entrance; files?: Entrance; development: Entrance };

/** Every way into this process; the first whose path begins like the request's answers. Each has its rows in tests/security. */
export function makeRoutes({ page, development, files }: Entrances): Route[] {
  return [
    { path: TRPC_PATH, rules: { methods: ["GET", "POST"], origin: "ours" }, enter: trpc },
    { path: "/api/events", rules: { methods: ["GET"], origin: "ours" }, enter: events },
    { path: AUDIT_PATH, rules: { methods: READ, origin: "ours" }, enter: audit },
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

/** Answers every request of this process: guard first, then the entrance that its path names, pages last. */
export function createHandler({ env, dev, pages, readSession, files }: HandlerOptions) {
  const policy = { secure: env.publicUrl.protocol === "https:", dev };
  const keeper = { env, readSession, countRequest: makeLimits() };
  const page: Entrance = async (request, response, { pathname }) => {
    requireBodySize(request);
    // A proxy that took a path away did not say so: the page compares.
    request.headers["x-path"] = pathname;
    setPagePolicy(request, response, policy);
    await pages(request, response);
  };
  const development: Entrance = (request, response) => pages(request, response);

  const routes = makeRoutes({ page, development, files });

  async function answer(request: IncomingMessage, response: ServerResponse, scope: RequestScope): Promise<void> {
    const url = readPath(request.url ?? "");
    checkSubPath(request, url);
    const route = routes.find(({ path }) => url.pathname.startsWith(path)) as Route;
    if (route.rules) await guard(request, scope, route.rules, keeper);
    else if (!READ.includes(request.method ?? "")) throw new Refusal(405, "Files can only be read.");
    cleanRequest(request, env.publicUrl, scope.client.address);
    await route.enter(request, response, url);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const scope: RequestScope = {
      requestId: newId(),
      actor: null,
      client: {
        address: clientAddress(request, env.trustProxy),
        device: (request.headers["user-agent"] ?? "").slice(0, 200),
      },
    };
    setSecurityHeaders(response, scope.requestId, policy);
    await withScope(scope, async () => {
      logRequest(request, response);
      try {
        await answer(request, response, scope);
      } catch (error) {
        if (!(error instanceof Refusal)) log.error("A request failed", error);
        refuse(response, asRefusal(error, scope.requestId), request.url?.startsWith("/api/") === true);
      }
    });
  };
}

/** The path and query of a request (origin form, RFC 9112, 3.2.1). @throws Refusal 400 when it is anything else. */
function readPath(path: string): URL {
  const url = path.startsWith("/") ? `http://localhost${path}` : "";
  if (!URL.canParse(url) || !isText(new URL(url).pathname)) throw new Refusal(400, "This address is not a valid one.");
  return new URL(url);
}

/** Whether every escape of an address is part of a character. */
function isText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function asRefusal(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  const message = `Something went wrong here. Nothing was lost; try again. (Reference ${requestId})`;
  return new Refusal(500, message, "UNAVAILABLE");
}
