import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Actor } from "@/kernel/actor";
import { AppError } from "@/kernel/errors";
import { transaction } from "@/platform/db";
import { spendChallenge } from "./challenges";
import { deviceOf } from "./device";
import { addPasskey } from "./passkeys";
import { assertConfirmed } from "./sessions";
import { checkAdded } from "./webauthn";

/**
 * Adds the passkey that a device of the actor's has just made, under the name of what it was made with. What it signed is
 * verified between two transactions.
 * @throws AppError UNCONFIRMED, GONE when its challenge is over, INVALID when it signed something else, CONFLICT when it
 * is known already.
 */
export async function registerPasskey(
  actor: Actor,
  made: RegistrationResponseJSON,
  userAgent: string,
): Promise<{ passkeyId: string }> {
  const challenge = await transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    return spendChallenge(tx, { use: "add", sessionId: actor.sessionId }, made.response.clientDataJSON);
  });
  const key = await checkAdded(made, challenge);
  if (!key)
    throw new AppError("INVALID", "This device did not make a passkey for this address. Try again.", { field: "made" });
  return transaction((tx) => addPasskey(tx, actor, key, nameOf(userAgent)));
}

function nameOf(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  return [browser, system].filter(Boolean).join(", ") || "Passkey";
}
