import type { Readable } from "node:stream";
import { createTransport, type NodemailerError, type SendMailOptions } from "nodemailer";
import { SECOND } from "@/kernel/clock";
import { env } from "../env";
import { forget, once } from "../once";

/** What the mail server made of a message. */
export type Outcome =
  | { kind: "sent" }
  /** The server has not taken it. `permanent`: it will not take it later either. */
  | { kind: "refused"; permanent: boolean; error: string }
  /** The line broke after the message was on its way: the server may have it. */
  | { kind: "uncertain"; error: string };

/** Told of the stream from which a message is sent: it is first read when the server has said yes to DATA. */
type Watched = SendMailOptions & { watch: (stream: Readable) => void };

function open() {
  const transporter = createTransport({
    url: env().smtpUrl,
    pool: true,
    maxConnections: 5,
    // One more try on a fresh line when the server had closed an idle one; then the job's own policy waits.
    maxRequeues: 1,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transporter.use("stream", ({ data, message }, done) => {
    const make = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = make(options);
      (data as Watched).watch(stream);
      return stream;
    };
    done();
  });
  return transporter;
}

const transporter = () => once("mail-transport", open);

/** Whether there is a mail server to hand mail to. */
export const canSend = (): boolean => env().smtpUrl !== undefined;

/** Ends the connections to the mail server; the next mail opens new ones. */
export function closeTransport(): void {
  if (!canSend()) return;
  transporter().close();
  forget("mail-transport");
}

/** Hands the bytes of a mail to the server of SMTP_URL and says what became of them. Never throws. */
export async function deliver(mail: { from: string; to: string; raw: string }): Promise<Outcome> {
  let bytes: Readable | undefined;
  const watched: Watched = {
    envelope: { from: mail.from, to: [mail.to] },
    raw: mail.raw,
    watch: (stream) => {
      bytes = stream;
    },
  };
  try {
    await transporter().sendMail(watched);
    return { kind: "sent" };
  } catch (error) {
    return classify(error as NodemailerError, bytes?.readableDidRead ?? false);
  }
}

/** The steps at which the server speaks of this message; whatever it says at others is about the host's account. */
const aboutMessage = new Set(["EENVELOPE", "EMESSAGE"]);

function classify({ code, responseCode, message }: NodemailerError, bytesWent: boolean): Outcome {
  if (responseCode === undefined && bytesWent) return { kind: "uncertain", error: message };
  const permanent =
    responseCode !== undefined && responseCode >= 500 && responseCode !== 503 && aboutMessage.has(code ?? "");
  return { kind: "refused", permanent, error: message };
}
