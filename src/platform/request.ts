import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "@/kernel/actor";
import { once } from "./once";

/** What the guard found out about a request before any entrance saw it. */
export type RequestScope = {
  requestId: string;
  actor: Actor | null;
  /** The client's address as TRUST_PROXY allows it to be known, and the browser's name. */
  client: { address: string; device: string };
};

const scopes = once("request", () => new AsyncLocalStorage<RequestScope>());

/** Runs an entrance with its scope, which pages and log lines find wherever they are. */
export const withScope = <T>(scope: RequestScope, run: () => T): T => scopes.run(scope, run);

/** The scope of the request that is being answered; undefined in jobs and at start. */
export const requestScope = (): RequestScope | undefined => scopes.getStore();
