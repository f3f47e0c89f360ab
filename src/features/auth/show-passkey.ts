import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { AppError } from "@/kernel/errors";
import { reader, transaction } from "@/platform/db";
import { type ChallengeUse, spendChallenge } from "./challenges";
import { shownPasskey } from "./contract";
import { findKey, noteUse } from "./passkeys";
import { checkShown } from "./webauthn";

/** What is said whatever was wrong. */
const refused = () =>
  new AppError("UNAUTHENTICATED", "This passkey is not known here, or it took too long. Try again.");

/**
 * Who showed a passkey, with user verification. The challenge is spent first, whatever comes of it; what a device signed
 * is verified between two transactions, for that is slow.
 * @param memberId whose it must be, when that is known.
 * @throws AppError UNAUTHENTICATED
 */
export async function memberByPasskey(
  use: ChallengeUse,
  response: AuthenticationResponseJSON,
  memberId?: string,
): Promise<{ memberId: string }> {
  const challenge = await transaction((tx) => spendChallenge(tx, use, response.response.clientDataJSON));
  const key = await findKey(reader(), response.id);
  if (!key || (memberId !== undefined && key.memberId !== memberId) || !isTheirs(response, key.memberId))
    throw refused();
  const counter = await checkShown(response, challenge, key);
  if (counter === null || !(await transaction((tx) => noteUse(tx, key, counter)))) throw refused();
  return { memberId: key.memberId };
}

/** Whether the device says that the key is this member's; one that was asked for by its id need not say so (WebAuthn, 7.2). */
function isTheirs({ response: { userHandle } }: AuthenticationResponseJSON, memberId: string): boolean {
  return !userHandle || Buffer.from(userHandle, "base64url").toString() === memberId;
}

/** A passkey as a form of next-auth carries it: as JSON. @throws AppError UNAUTHENTICATED when it is anything else. */
export function shownIn(form: unknown): AuthenticationResponseJSON {
  try {
    const { shown } = form as { shown: string };
    return shownPasskey.parse(JSON.parse(shown));
  } catch {
    throw refused();
  }
}
