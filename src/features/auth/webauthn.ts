import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { MINUTE } from "@/kernel/clock";
import { env } from "@/platform/env";

/** What the database keeps of a key pair. Binary parts are base64url. */
export type KeptKey = { credentialId: string; publicKey: string; counter: number; transports: string[] };
type Known = Pick<KeptKey, "credentialId" | "transports">;

const TIMEOUT = 5 * MINUTE;

/** Whom a device signs for: PUBLIC_URL alone says that, never a header. */
function ourselves(): { rpID: string; origin: string } {
  const { publicUrl } = env();
  return { rpID: publicUrl.hostname, origin: publicUrl.origin };
}

const described = (known: readonly Known[]) =>
  known.map(({ credentialId, transports }) => ({
    id: credentialId,
    transports: transports as AuthenticatorTransport[],
  }));

/** What a browser is asked so that it makes a key pair: one that is found without a name and asks who holds the device. */
export function askToAdd(about: {
  challenge: Uint8Array<ArrayBuffer>;
  team: string;
  member: { id: string; address: string; name: string };
  known: readonly Known[];
}) {
  const { rpID } = ourselves();
  return generateRegistrationOptions({
    rpName: about.team,
    rpID,
    userID: new Uint8Array(Buffer.from(about.member.id)),
    userName: about.member.address,
    userDisplayName: about.member.name,
    challenge: about.challenge,
    timeout: TIMEOUT,
    attestationType: "none",
    excludeCredentials: described(about.known),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What a browser is asked so that it shows a passkey: any of ours, or one of these. */
export function askToShow(challenge: Uint8Array<ArrayBuffer>, known: readonly Known[] = []) {
  const { rpID } = ourselves();
  return generateAuthenticationOptions({
    rpID,
    challenge,
    timeout: TIMEOUT,
    userVerification: "required",
    allowCredentials: described(known),
  });
}

/** The key pair that a device made, or null when the answer is not what was asked for (WebAuthn, 7.1). Slow: outside transactions. */
export async function checkAdded(response: RegistrationResponseJSON, challenge: string): Promise<KeptKey | null> {
  const { rpID, origin } = ourselves();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    });
    if (!registrationInfo) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports };
  } catch {
    // The library says by throwing what was wrong with an answer; whoever sent it learns that it was.
    return null;
  }
}

/**
 * The counter of a device that signed with a kept key, or null when it did not: wrong challenge, origin or signature,
 * nobody verified, or a counter that went back, as that of a copied key does (WebAuthn, 7.2). Slow: outside transactions.
 */
export async function checkShown(
  response: AuthenticationResponseJSON,
  challenge: string,
  kept: KeptKey,
): Promise<number | null> {
  const { rpID, origin } = ourselves();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: kept.credentialId,
        publicKey: new Uint8Array(Buffer.from(kept.publicKey, "base64url")),
        counter: kept.counter,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
