import { and, eq, gte, isNull, or } from "drizzle-orm";
import type { Tx } from "@/platform/db";
import { type LinkKind, oidcSubjects, passkeys, totpKeys } from "@/platform/db/schema";
import { type MadeLink, makeResetLink, revokeLinks } from "./links";
import { hashPassword, setPassword } from "./passwords";
import { removeRecoveryCodes } from "./recovery";
import { endSessionsOf } from "./sessions";
import { newToken } from "./tokens";
import { hasTotp } from "./totp";

/** What whoever took the account over may have asked for meanwhile. */
const ENDED: LinkKind[] = ["sign-in", "reset", "second-step", "prove-address", "merge", "confirm"];

/** The hash of a password that nobody knows. Slow, as `hashPassword` is. */
export const hashUnknownPassword = (): Promise<string> => hashPassword(newToken());

/**
 * Takes an account back from whoever took it over: every session and open link ends, the password, which they may know,
 * is one that nobody knows, and the passkeys, providers and authenticator that came since then go. What was there before
 * stays: a second step of the member's own is still asked for.
 * @param passwordHash made by `hashUnknownPassword` beforehand.
 * @returns the link by which the member chooses a password, for whoever shows that the account is theirs.
 */
export async function takeBack(tx: Tx, memberId: string, since: number, passwordHash: string): Promise<MadeLink> {
  await setPassword(tx, memberId, passwordHash);
  await endSessionsOf(tx, memberId, { by: null });
  await revokeLinks(tx, memberId, ENDED);
  await tx.delete(passkeys).where(and(eq(passkeys.memberId, memberId), gte(passkeys.createdAt, since)));
  await tx.delete(oidcSubjects).where(and(eq(oidcSubjects.memberId, memberId), gte(oidcSubjects.createdAt, since)));
  await tx
    .delete(totpKeys)
    .where(and(eq(totpKeys.memberId, memberId), or(isNull(totpKeys.confirmedAt), gte(totpKeys.confirmedAt, since))));
  const keys = await tx.$count(passkeys, eq(passkeys.memberId, memberId));
  // Codes without anything that they stand in for would ask for a step that nobody can take.
  if (keys === 0 && !(await hasTotp(tx, memberId))) await removeRecoveryCodes(tx, memberId);
  return makeResetLink(tx, memberId, null);
}
