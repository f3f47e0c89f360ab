import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { HOUR, MINUTE, SECOND } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { once } from "@/platform/once";
import { addressKey } from "./contract";

/** How many mails a member may send to addresses in an hour, and how many one address gets, whoever asks. */
const PER_MEMBER = 10;
const PER_ADDRESS = 5;

const limits = () =>
  once("address-mail-limits", () => ({
    member: new RateLimiterMemory({ points: PER_MEMBER, duration: HOUR / SECOND }),
    address: new RateLimiterMemory({ points: PER_ADDRESS, duration: HOUR / SECOND }),
  }));

/**
 * Counts a mail that a member asks for to an address that need not be theirs, before anything is done: nobody's mailbox
 * is filled through us.
 * @throws AppError RATE_LIMITED, saying when to try again, with `data.retryInMs`.
 */
export async function countMail(memberId: string, address: string): Promise<void> {
  await take(limits().member, memberId);
  await take(limits().address, addressKey(address));
}

async function take(limit: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (refused) {
    const retryInMs = (refused as RateLimiterRes).msBeforeNext;
    const minutes = Math.ceil(retryInMs / MINUTE);
    throw new AppError("RATE_LIMITED", `Enough mail went there for now. Try again in ${minutes} minutes.`, {
      retryInMs,
    });
  }
}
