import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { HOUR, MINUTE, SECOND } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { limitKey } from "@/platform/limit-key";
import { once } from "@/platform/once";

const WINDOW = 15 * MINUTE;

/** How often a thing may be tried in a quarter of an hour: at one account, whoever asks; by one client, whatever it asks for. */
const LIMITS = {
  "sign-in": { account: 10, client: 50 },
  confirm: { account: 10, client: 50 },
  // The account is a step here, which its row ends earlier.
  "second-step": { account: 10, client: 50 },
  "self-join": { account: 10, client: 50 },
  // Each is a mail to somebody who may not have asked for it.
  link: { account: 5, client: 20 },
  reset: { account: 5, client: 20 },
} as const;

type Tried = keyof typeof LIMITS;

/** One try: `account` is whose, in any form that is always the same; `client` is the address that the guard found. */
export type Try = { what: Tried; account: string; client: string };

const limiter = (what: Tried, per: "account" | "client"): RateLimiterAbstract =>
  once(
    `${what} ${per} limits`,
    () => new RateLimiterMemory({ points: LIMITS[what][per], duration: WINDOW / SECOND, keyPrefix: `${what} ${per}` }),
  );

/**
 * Counts a try before anything is verified, so that a hundred at once are no way around it.
 * @throws AppError RATE_LIMITED, saying when to try again, with `data.retryInMs`.
 */
export async function countTry({ what, account, client }: Try): Promise<void> {
  await take(limiter(what, "client"), limitKey(client));
  await take(limiter(what, "account"), account);
}

/** Forgets the tries at an account, once its member is in; one try of the client's is given back. */
export async function forgiveTries({ what, account, client }: Try): Promise<void> {
  await limiter(what, "account").delete(account);
  await limiter(what, "client").reward(limitKey(client));
}

async function take(limit: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refused) {
    const retryInMs = (refused as RateLimiterRes).msBeforeNext;
    throw new AppError("RATE_LIMITED", `That was tried too often. Try again ${inWords(retryInMs)}.`, { retryInMs });
  }
}

function inWords(ms: number): string {
  if (ms < MINUTE) return "in a minute";
  return ms < HOUR ? `in ${Math.ceil(ms / MINUTE)} minutes` : `in ${Math.ceil(ms / HOUR)} hours`;
}
