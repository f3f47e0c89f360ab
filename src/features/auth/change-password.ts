import { and, eq } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { type Tx, transaction } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import type { ResetInput } from "./contract";
import { forgiveTries } from "./limits";
import { openLink, revokeLinks } from "./links";
import { hashPassword, setPassword } from "./passwords";
import { tellMember } from "./security-mail";
import { endSessionsOf } from "./sessions";
import { memberByLink } from "./spend-link";

type Client = { address: string; device: string };

/**
 * Gives a member another password, and ends what was begun with the earlier one: sessions but `except`, and links that
 * let in. They are told by mail.
 */
async function replace(
  tx: Tx,
  memberId: string,
  hash: string,
  { by, except, device }: { by: { id: string }; except?: string; device: string },
): Promise<void> {
  await setPassword(tx, memberId, hash);
  await endSessionsOf(tx, memberId, { except, by });
  await revokeLinks(tx, memberId, ["sign-in", "reset", "second-step"]);
  await tellMember(tx, memberId, "password_changed", device);
}

/** Gives the actor another password, or their first. @param passwordHash made beforehand: hashing is slow. */
export const changePassword = (tx: Tx, actor: Actor, passwordHash: string, device: string): Promise<void> =>
  replace(tx, actor.id, passwordHash, { by: actor, except: actor.sessionId, device });

/**
 * Gives the member behind a link another password, and says where they sign in with it: a second factor is still asked
 * for there. A dead link is refused before a password is hashed for it.
 * @throws AppError NOT_FOUND or GONE for the link, INVALID for the password.
 */
export async function resetPassword(
  read: Parameters<typeof openLink>[0],
  { token, password }: ResetInput,
  client: Client,
): Promise<{ address: string }> {
  await openLink(read, "reset", token);
  const hash = await hashPassword(password);
  const address = await transaction(async (tx) => {
    const { memberId } = await memberByLink(tx, "reset", token);
    await replace(tx, memberId, hash, { by: { id: memberId }, device: client.device });
    const [primary] = await tx
      .select({ address: addresses.address })
      .from(addresses)
      .where(and(eq(addresses.memberId, memberId), eq(addresses.isPrimary, true)));
    if (!primary) throw new AppError("CONFLICT", "This account has no address to sign in with.");
    return primary.address;
  });
  await forgiveTries({ what: "sign-in", account: addressKey(address), client: client.address });
  return { address };
}
