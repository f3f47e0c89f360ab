import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { HOUR, MINUTE, SECOND } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { once } from "@/platform/once";

/** How often one may try in a quarter of an hour: for one account, whoever asks; from one client, whatever it asks for. */
const WINDOW = 15 * MINUTE;
const PER_ACCOUNT = 10;
const PER_CLIENT = 50;

const limits = () =>
  once("sign-in-limits", () => ({
    account: new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW / SECOND }),
    client: new RateLimiterMemory({ points: PER_CLIENT, duration: WINDOW / SECOND }),
  }));

/**
 * Counts a try before anything is verified, so that a hundred at once are no way around it.
 * @throws AppError RATE_LIMITED, saying when to try again, with `data.retryInMs`.
 */
export async function countTry(account: string, client: string): Promise<void> {
  await take(limits().client, client);
  await take(limits().account, account);
}

/** Forgets the tries at an account, once its member is in; one try of the client's is given back. */
export async function forgiveTries(account: string, client: string): Promise<void> {
  await limits().account.delete(account);
  await limits().client.reward(client);
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
