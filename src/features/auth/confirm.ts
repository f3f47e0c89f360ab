import { eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { type Read, transaction } from "@/platform/db";
import { passwords } from "@/platform/db/schema";
import { countTry, forgiveTries, type Try } from "./limits";
import { verifyPassword } from "./passwords";
import { takeTotpCode } from "./totp";

/**
 * Makes sure that a password is the actor's own. Takes the same time when they have none.
 * @param client the address that tries are counted by, besides the member.
 * @throws AppError INVALID, naming the field, or RATE_LIMITED saying when to try again.
 */
export async function assertPassword(read: Read, actor: Actor, password: string, client: string): Promise<void> {
  const counted: Try = { what: "confirm", account: actor.id, client };
  await countTry(counted);
  const [own] = await read.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.memberId, actor.id));
  if (!(await verifyPassword(own?.hash, password)))
    throw new AppError("INVALID", "This is not your password.", { field: "password" });
  await forgiveTries(counted);
}

/**
 * Makes sure that a code is of the actor's authenticator app, and takes it.
 * @throws AppError INVALID, naming the field, or RATE_LIMITED saying when to try again.
 */
export async function assertTotpCode(actor: Actor, code: string, client: string): Promise<void> {
  const counted: Try = { what: "confirm", account: actor.id, client };
  await countTry(counted);
  if (!(await transaction((tx) => takeTotpCode(tx, actor.id, code))))
    throw new AppError("INVALID", "This code is not right, or was used already. Wait for the next one.", {
      field: "code",
    });
  await forgiveTries(counted);
}
