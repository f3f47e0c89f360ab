import { z } from "zod";
import { HOUR, MINUTE, now } from "@/kernel/clock";
import { id } from "@/kernel/ids";
import { crashpoint } from "@/platform/crashpoint";
import { transaction } from "@/platform/db";
import { env } from "@/platform/env";
import { defineJob, type JobContext, type JobKind } from "@/platform/jobs";
import { buildMessage, canSend, deliver, type Outcome } from "@/platform/mail";
import type { Composed, Composer, Composers } from "./composer";
import {
  type LoadedMail,
  loadMail,
  markDead,
  markPending,
  markReached,
  markRepeating,
  markSending,
  markSkipped,
  noteError,
} from "./rows";
import { unsubscribeAction } from "./unsubscribe";

const payload = z.object({ mailId: id });
type Payload = z.infer<typeof payload>;

/** What `enqueue` needs of the job; the job itself is made where all kinds of mail are known. */
export const SEND_MAIL = { kind: "send-mail", payload };
/** The key of a mail's one job. */
export const sendKey = (mailId: string): string => `${SEND_MAIL.kind}:${mailId}`;

/** 1, 5 and 15 minutes, then hourly for five days. */
const retry = [MINUTE, 5 * MINUTE, 15 * MINUTE, ...Array.from({ length: 120 }, () => HOUR)];

/**
 * Sends one mail, asking again right before what may still be said. Its bytes are stored before SMTP is spoken to, and
 * a mail whose fate is uncertain goes again as the same bytes under the same Message-ID.
 */
export const sendMailJob = (composers: Composers): JobKind<Payload> =>
  defineJob({
    ...SEND_MAIL,
    retry,
    // As many as the transport has connections.
    places: 5,
    async run({ mailId }, context) {
      const plan = await transaction((tx) => planOf(tx, mailId, composers));
      if (plan.kind === "nothing") return void (await context.finish(async () => undefined));
      if (plan.kind === "skip") return void (await context.finish((tx) => markSkipped(tx, plan.loaded)));
      if (plan.kind === "repeat") {
        const { loaded } = plan;
        return send(context, loaded, loaded.mail.raw, { composer: composers[loaded.mail.kind], isRepeat: true });
      }

      const { loaded } = plan;
      const composer = composers[loaded.mail.kind];
      const said = await plan.render();
      if (!canSend()) return void (await context.finish((tx) => markReached(tx, loaded, "kept", { composer, said })));
      const raw = await bytesOf(loaded, said, composer);
      const uncertain = loaded.mail.state === "sending";
      if (!(await transaction((tx) => markSending(tx, loaded, { said, raw, composer }))))
        throw new Error("Another try of this mail was faster.");
      return send(context, loaded, raw, { composer, isRepeat: uncertain });
    },
  });

type Plan =
  | { kind: "nothing" }
  | { kind: "skip"; loaded: LoadedMail }
  | { kind: "repeat"; loaded: LoadedMail }
  | { kind: "render"; loaded: LoadedMail; render: () => Promise<Composed> };

/** What is to be done with a mail, as its row and the world stand now. */
async function planOf(tx: Parameters<Composer["prepare"]>[0], mailId: string, composers: Composers): Promise<Plan> {
  const loaded = await loadMail(tx, mailId);
  if (!loaded || ["sent", "kept", "skipped"].includes(loaded.mail.state)) return { kind: "nothing" };
  const composer = composers[loaded.mail.kind];
  if (
    loaded.isActive &&
    loaded.mail.state === "sending" &&
    loaded.mail.raw !== "" &&
    canSend() &&
    (await composer.mayRepeat(tx, loaded.mail))
  ) {
    await markRepeating(tx, loaded);
    return { kind: "repeat", loaded };
  }
  const render = await composer.prepare(tx, loaded.mail);
  // Nothing goes to who is no member any more, whatever it is and however long it waited.
  return render && loaded.isActive ? { kind: "render", loaded, render } : { kind: "skip", loaded };
}

async function bytesOf(
  { mail, name, address, team }: LoadedMail,
  said: Composed,
  { list, isSecret }: Composer,
): Promise<string> {
  const { hostname } = env().publicUrl;
  return buildMessage({
    from: { name: team ?? "Tidings", address: env().mailFrom },
    to: { name, address: address ?? "" },
    subject: said.subject,
    messageId: mail.messageId,
    references: said.references,
    // Made again after a crash, a secret mail has to come out as the same bytes.
    date: isSecret ? mail.createdAt : now(),
    list:
      list && mail.memberId
        ? {
            id: `${list.id}.${hostname}`,
            name: team ?? "Tidings",
            unsubscribeUrl: unsubscribeAction({ memberId: mail.memberId, scope: list.scope }),
          }
        : undefined,
    text: said.text,
    html: said.html,
  });
}

/** `isRepeat`: an earlier try may have arrived, so that only a yes can make it certain. */
async function send(
  context: JobContext,
  loaded: LoadedMail,
  raw: string,
  { composer, isRepeat }: { composer: Composer; isRepeat: boolean },
): Promise<void> {
  crashpoint("mails.before-smtp");
  const outcome: Outcome = loaded.address
    ? await deliver({ from: env().mailFrom, to: loaded.address, raw })
    : { kind: "refused", permanent: true, error: "Its addressee has no address." };
  crashpoint("mails.after-smtp");
  if (outcome.kind === "sent")
    return void (await context.finish((tx) => markReached(tx, loaded, "sent", { composer })));
  if (outcome.kind === "refused" && outcome.permanent)
    return void (await context.finish((tx) =>
      markDead(tx, loaded, { composer, why: "refused", error: outcome.error }),
    ));

  const last = context.attempt > retry.length;
  await transaction(async (tx) => {
    if (last) await markDead(tx, loaded, { composer, why: "gave_up", error: outcome.error });
    else if (outcome.kind === "uncertain" || isRepeat) await noteError(tx, loaded, outcome.error);
    else await markPending(tx, loaded, outcome.error);
  });
  throw new Error(`The mail server has not taken the mail: ${outcome.error}`);
}
