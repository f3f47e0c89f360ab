import { HOUR, MINUTE } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { countTries } from "@/platform/tries";
import { addressKey } from "./contract";

/** How many mails a member may send to addresses in an hour, and how many one address gets, whoever asks. */
const PER_MEMBER = 10;
const PER_ADDRESS = 5;

/**
 * Counts a mail that a member asks for to an address that need not be theirs, before anything is done: nobody's mailbox
 * is filled through us.
 * @throws AppError RATE_LIMITED, saying when to try again, with `data.retryInMs`.
 */
export async function countMail(memberId: string, address: string): Promise<void> {
  const retryInMs = await countTries([
    { what: "address-mail member", subject: memberId, most: PER_MEMBER, windowMs: HOUR },
    { what: "address-mail address", subject: addressKey(address), most: PER_ADDRESS, windowMs: HOUR },
  ]);
  if (retryInMs === 0) return;
  const minutes = Math.ceil(retryInMs / MINUTE);
  throw new AppError("RATE_LIMITED", `Enough mail went there for now. Try again in ${minutes} minutes.`, {
    retryInMs,
  });
}
