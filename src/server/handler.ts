import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "@/kernel/ids";
import type { Env } from "@/platform/env";
import { log } from "@/platform/log";
import { type RequestScope, withScope } from "@/platform/request";
import { requireBodySize } from "./body";
import { clientAddress } from "./client-address";
import { guard, type SessionReader } from "./guard";
import { cleanRequest, setPagePolicy, setSecurityHeaders } from "./headers";
import { makeLimits } from "./rate-limit";
import { Refusal, refuse } from "./refusal";
import { logRequest } from "./request-log";
import { type Entrance, makeRoutes, READ, type Route } from "./routes";
import { checkSubPath } from "./sub-path";

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type HandlerOptions = {
  env: Env;
  dev: boolean;
  pages: PageHandler;
  readSession: SessionReader;
  files?: Entrance;
};

/** Answers every request of this process: guard first, then the entrance that its path names, pages last. */
export function createHandler({ env, dev, pages, readSession, files }: HandlerOptions) {
  const policy = { secure: env.publicUrl.protocol === "https:", dev };
  const keeper = { env, readSession, countRequest: makeLimits() };
  const page: Entrance = async (request, response) => {
    requireBodySize(request);
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
