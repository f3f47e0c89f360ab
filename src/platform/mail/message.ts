import { createTransport } from "nodemailer";

/** One mail as its sender means it. Header values may hold any text: what could begin a new header is taken out. */
export type Message = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  /** Without angle brackets. */
  messageId: string;
  /** The ids of the mails that this one belongs under, root first. */
  references: string[];
  date: number;
  /** For mail that one may unsubscribe from: by an address that does so on POST alone and shows a page on GET (RFC 8058). */
  list?: { id: string; name: string; unsubscribeUrl: string };
  text: string;
  html: string;
};

/** Nothing that a member wrote can make it open a file or an address. */
const composer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: "windows",
  disableFileAccess: true,
  disableUrlAccess: true,
});

/**
 * The bytes of a mail (RFC 5322), all of them ASCII. The same message gives the same bytes: a mail that is sent again
 * after a crash is the same mail.
 */
export async function buildMessage(message: Message): Promise<string> {
  const built = await composer.sendMail({
    from: message.from,
    to: message.to,
    subject: message.subject,
    messageId: `<${message.messageId}>`,
    inReplyTo: message.references.length > 0 ? `<${message.references.at(-1)}>` : undefined,
    references: message.references.map((id) => `<${id}>`),
    date: new Date(message.date),
    text: message.text,
    html: message.html,
    list: message.list && {
      id: { url: message.list.id, comment: message.list.name },
      unsubscribe: { url: message.list.unsubscribeUrl },
    },
    headers: {
      ...(message.list && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
      // Made by a program (RFC 3834), and nothing that an absence notice should answer.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    textEncoding: "quoted-printable",
    baseBoundary: message.messageId.replace(/[^A-Za-z0-9]/g, "").slice(0, 40),
  });
  return (built.message as Buffer).toString("latin1");
}
