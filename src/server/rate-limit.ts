import { RateLimiterMemory } from "rate-limiter-flexible";
import { limitKey } from "@/platform/limit-key";
import type { RequestScope } from "@/platform/request";
import { Refusal } from "./refusal";

const SECONDS = 10;

/** Far above what a person does, far below what would hurt: a session's ten tabs at start make about a hundred. */
const PER_SESSION = 400;
/** Strangers of one address share this: sign-in pages, health checks, scanners. */
const PER_ADDRESS = 300;

export type CountRequest = (scope: RequestScope) => Promise<void>;

/** Makes the limits of a server: each request counts against its session, or its address when nobody is signed in. */
export function makeLimits(): CountRequest {
  const sessions = new RateLimiterMemory({ points: PER_SESSION, duration: SECONDS });
  const addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: SECONDS });
  return async ({ actor, client }) => {
    try {
      if (actor) await sessions.consume(actor.sessionId);
      else await addresses.consume(limitKey(client.address));
    } catch (reason) {
      if (reason instanceof Error) throw reason;
      throw new Refusal(429, "That was too much at once. Wait a few seconds and try again.", "RATE_LIMITED", {
        "Retry-After": String(SECONDS),
      });
    }
  };
}
