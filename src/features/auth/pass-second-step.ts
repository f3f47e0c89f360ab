import { z } from "zod";
import { AppError } from "@/kernel/errors";
import { reader, transaction } from "@/platform/db";
import { makeChallenge } from "./challenges";
import { tokenText } from "./contract";
import { countTry } from "./limits";
import { spendLink } from "./links";
import { knownKeys } from "./passkeys";
import { claimSecondStep, tryCode } from "./second-step";
import { memberByPasskey, shownIn } from "./show-passkey";
import { askToShow } from "./webauthn";

const form = z.object({ token: tokenText, code: z.string().max(100).default(""), shown: z.string().default("") });

const wrong = () => new AppError("UNAUTHENTICATED", "This code is not right, or was used already.");

/**
 * Who showed the second thing in a second step: a code of their app, a recovery code, or a passkey of theirs.
 * @param client the address that tries are counted by, besides the step and its member.
 * @throws AppError UNAUTHENTICATED when it was wrong, GONE when the step is over, RATE_LIMITED saying when to try again.
 */
export async function memberBySecondStep(
  input: unknown,
  client: string,
): Promise<{ memberId: string; shownAt: number }> {
  const parsed = form.safeParse(input);
  if (!parsed.success) throw wrong();
  const { token, code, shown } = parsed.data;
  await countTry({ what: "second-step", account: token, client });

  if (!shown) {
    const passed = await transaction({ lock: token }, (tx) => tryCode(tx, token, code));
    if (!passed) throw wrong();
    return passed;
  }
  const { linkId, memberId, shownAt } = await claimSecondStep(reader(), token);
  await memberByPasskey({ use: "second-step", stepId: linkId }, shownIn({ shown }), memberId);
  await transaction((tx) => spendLink(tx, linkId, memberId));
  return { memberId, shownAt };
}

/** What a browser is asked so that its member shows a passkey of theirs in a second step. @throws AppError GONE, RATE_LIMITED */
export async function askForSecondStep(token: string) {
  const { memberId, challenge } = await transaction(async (tx) => {
    const step = await claimSecondStep(tx, token);
    return { ...step, challenge: await makeChallenge(tx, { use: "second-step", stepId: step.linkId }) };
  });
  return askToShow(challenge, await knownKeys(reader(), memberId));
}
