import { and, eq, gt } from "drizzle-orm";
import { DAY, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { oneTimeLinks, passkeys } from "@/platform/db/schema";
import type { SecondStep } from "./contract";
import { lookAtLink, makeLink, openLink, spendLink } from "./links";
import { plainCode, takeRecoveryCode } from "./recovery";
import { tellMember } from "./security-mail";
import { hasTotp, takeTotpCode } from "./totp";

/** How many wrong codes end a try to sign in; and how many in a day end all of them for the day. */
const PER_STEP = 5;
/**
 * Three codes of a million are right at a time, so that thirty tries a day, for a year, find one with 3 %. Counted in the
 * rows of the steps: a restart forgets none.
 */
const PER_DAY = 30;

type StepPayload = { tries: number; shownAt: number };

/** Notes that a member showed the first of two things; the token stands for that in the second step. */
export async function openSecondStep(tx: Tx, memberId: string, shownAt: number): Promise<{ token: string }> {
  const payload: StepPayload = { tries: 0, shownAt };
  const { token } = await makeLink(tx, "second-step", { memberId, payload });
  return { token };
}

/** What a second step may be shown with. Spends nothing. */
export async function lookAtSecondStep(read: Read, token: string): Promise<SecondStep> {
  const { state, memberId } = await lookAtLink(read, "second-step", token);
  if (state !== "open" || !memberId) return { isOpen: false, totp: false, passkeys: false };
  const totp = await hasTotp(read, memberId);
  return { isOpen: true, totp, passkeys: (await read.$count(passkeys, eq(passkeys.memberId, memberId))) > 0 };
}

/** The step of a token, if it may be tried. @throws AppError GONE, or RATE_LIMITED with `data.retryInMs`. */
export async function claimSecondStep(read: Read, token: string) {
  const { linkId, memberId, payload } = await openLink(read, "second-step", token);
  if (!memberId) throw new AppError("NOT_FOUND", "This step is nobody's. Sign in again.");
  const { tries, shownAt } = payload as StepPayload;
  const since = now() - DAY;
  const steps = await read
    .select({ payload: oneTimeLinks.payload, createdAt: oneTimeLinks.createdAt })
    .from(oneTimeLinks)
    .where(
      and(eq(oneTimeLinks.memberId, memberId), eq(oneTimeLinks.kind, "second-step"), gt(oneTimeLinks.createdAt, since)),
    );
  const tried = steps.reduce((sum, step) => sum + (step.payload as StepPayload).tries, 0);
  if (tried >= PER_DAY) {
    const retryInMs = Math.min(...steps.map((step) => step.createdAt)) - since;
    throw new AppError("RATE_LIMITED", "Too many wrong codes in a day. Try again tomorrow, or use a passkey.", {
      retryInMs,
    });
  }
  return { linkId, memberId, shownAt, tries };
}

/**
 * Takes a code of the authenticator app or a recovery code in a second step. A wrong one is counted, and the fifth ends
 * the step: so this gives null instead of throwing, which would take the count back. Call it in a transaction with the
 * lock of the token.
 * @returns who is in; null when the code is wrong.
 * @throws AppError GONE when the step is over, RATE_LIMITED after too many in a day.
 */
export async function tryCode(
  tx: Tx,
  token: string,
  typed: string,
): Promise<{ memberId: string; shownAt: number } | null> {
  const { linkId, memberId, shownAt, tries } = await claimSecondStep(tx, token);
  const code = plainCode(typed);
  const by = /^\d{6}$/.test(code) ? "totp" : "recovery";
  const isRight = by === "totp" ? await takeTotpCode(tx, memberId, code) : await takeRecoveryCode(tx, memberId, code);
  if (isRight) {
    await spendLink(tx, linkId, memberId);
    if (by === "recovery") await tellMember(tx, memberId, "recovery_code_used");
    return { memberId, shownAt };
  }
  const payload: StepPayload = { tries: tries + 1, shownAt };
  const revokedAt = payload.tries >= PER_STEP ? now() : null;
  await tx.update(oneTimeLinks).set({ payload, revokedAt }).where(eq(oneTimeLinks.id, linkId));
  return null;
}
