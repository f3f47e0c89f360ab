import { and, eq, lt } from "drizzle-orm";
import { HOUR, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Tx } from "@/platform/db";
import { oneTimeLinks } from "@/platform/db/schema";
import { makeLink, openLink, spendLink } from "./links";

/**
 * What a challenge is good for, and nothing else: to add a passkey or confirm in one session, to sign in, to show the
 * second step of one try to sign in.
 */
export type ChallengeUse =
  | { use: "add" | "confirm"; sessionId: string }
  | { use: "sign-in" }
  | { use: "second-step"; stepId: string };

const asPayload = (use: ChallengeUse): Record<string, string> => ({ ...use });
const isSame = (payload: Record<string, unknown>, use: ChallengeUse) =>
  Object.entries(asPayload(use)).every(([key, value]) => payload[key] === value);

/** 32 bytes that a device signs, once and within five minutes. Those of yesterday are swept out: anybody may ask. */
export async function makeChallenge(tx: Tx, use: ChallengeUse): Promise<Uint8Array<ArrayBuffer>> {
  const old = and(eq(oneTimeLinks.kind, "passkey"), lt(oneTimeLinks.createdAt, now() - HOUR));
  await tx.delete(oneTimeLinks).where(old);
  const { token } = await makeLink(tx, "passkey", { payload: asPayload(use) });
  return new Uint8Array(Buffer.from(token, "base64url"));
}

/**
 * Spends the challenge that a device says it has signed, before anything else is looked at: it is never shown twice.
 * @param clientData what was signed, as base64url of JSON (WebAuthn, 5.8.1).
 * @throws AppError GONE when it is not an open one, made for this use.
 */
export async function spendChallenge(tx: Tx, use: ChallengeUse, clientData: string): Promise<string> {
  const challenge = challengeOf(clientData);
  const { linkId, payload } = await openLink(tx, "passkey", challenge);
  if (!isSame(payload, use)) throw new AppError("GONE", "This was asked for something else. Try again.");
  await spendLink(tx, linkId, null);
  return challenge;
}

function challengeOf(clientData: string): string {
  try {
    return String(JSON.parse(Buffer.from(clientData, "base64url").toString("utf8")).challenge);
  } catch {
    return "";
  }
}
