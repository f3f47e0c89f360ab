import { HOUR, MINUTE } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { limitKey } from "@/platform/limit-key";
import { countTries, forgiveTries as forgive } from "@/platform/tries";

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

const counted = ({ what, account, client }: Try) => ({
  client: { what: `${what} client`, subject: limitKey(client), most: LIMITS[what].client, windowMs: WINDOW },
  account: { what: `${what} account`, subject: account, most: LIMITS[what].account, windowMs: WINDOW },
});

/**
 * Counts a try before anything is verified, so that a hundred at once are no way around it, nor is a restart.
 * @throws AppError RATE_LIMITED, saying when to try again, with `data.retryInMs`.
 */
export async function countTry(tried: Try): Promise<void> {
  const { client, account } = counted(tried);
  const retryInMs = await countTries([client, account]);
  if (retryInMs > 0)
    throw new AppError("RATE_LIMITED", `That was tried too often. Try again ${inWords(retryInMs)}.`, { retryInMs });
}

/** Forgets the tries at an account, once its member is in; one try of the client's is given back. */
export async function forgiveTries(tried: Try): Promise<void> {
  const { client, account } = counted(tried);
  await forgive(account, client);
}

function inWords(ms: number): string {
  if (ms < MINUTE) return "in a minute";
  return ms < HOUR ? `in ${Math.ceil(ms / MINUTE)} minutes` : `in ${Math.ceil(ms / HOUR)} hours`;
}
