import { and, eq, isNull } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { AppError } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { addresses, members, passwords } from "@/platform/db/schema";
import { credentials } from "./contract";
import { countTry, forgiveTries, type Try } from "./limits";
import { verifyPassword } from "./passwords";

/** What is said whatever was wrong: who has an account here is nobody's business. */
const wrong = () => new AppError("UNAUTHENTICATED", "The address or the password is not right.");

/**
 * The member whom an address and a password stand for. Takes the same time for addresses that nobody has.
 * @param client the address that tries are counted by, besides the account's.
 * @throws AppError UNAUTHENTICATED, or RATE_LIMITED saying when to try again.
 */
export async function memberByPassword(read: Read, input: unknown, client: string): Promise<{ memberId: string }> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) throw wrong();
  const account = addressKey(parsed.data.address);
  const counted: Try = { what: "sign-in", account, client };
  await countTry(counted);

  const [found] = account.includes("\0")
    ? []
    : await read
        .select({ memberId: members.id, hash: passwords.hash })
        .from(addresses)
        .innerJoin(members, eq(members.id, addresses.memberId))
        .innerJoin(passwords, eq(passwords.memberId, members.id))
        .where(and(eq(addresses.addressKey, account), isNull(members.deactivatedAt)));
  if (!(await verifyPassword(found?.hash, parsed.data.password)) || !found) throw wrong();
  await forgiveTries(counted);
  return { memberId: found.memberId };
}
