import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildMessage, closeTransport, deliver, type Message } from "@/platform/mail";
import { forget } from "@/platform/once";
import { type SmtpSink, smtpSink } from "../support/smtp";

const message: Message = {
  from: { name: "Zoë’s Studio", address: "notify@tidings.example" },
  to: { name: "Bob", address: "bob@team.example" },
  subject:
    "Friday: ünlike any other, and so long a subject that it has to be folded over more than one line of the head",
  messageId: "018f-x@tidings.example",
  references: ["root@tidings.example", "parent@tidings.example"],
  date: Date.UTC(2026, 10, 20, 8),
  list: {
    id: "digest.tidings.example",
    name: "Zoë’s Studio",
    unsubscribeUrl: "https://tidings.example/api/unsubscribe/abc",
  },
  text: "Grüße\n",
  html: "<p>Grüße</p>",
};

let sink: SmtpSink;
beforeEach(async () => {
  sink = await smtpSink();
  use(sink.url);
});
afterEach(async () => {
  closeTransport();
  await sink.stop();
});

function use(url: string): void {
  process.env.SMTP_URL = url;
  process.env.MAIL_FROM = message.from.address;
  forget("env");
}

const send = async () =>
  deliver({ from: message.from.address, to: message.to.address, raw: await buildMessage(message) });

describe("a mail over SMTP", () => {
  test("arrives with its headers, both parts and its envelope", async () => {
    expect(await send()).toEqual({ kind: "sent" });
    const [{ mail, raw, from, to }] = sink.received as [(typeof sink.received)[0]];
    expect({ from, to }).toEqual({ from: message.from.address, to: [message.to.address] });
    const header = (key: string) => mail.headers.find((entry) => entry.key === key)?.value;
    expect({
      from: mail.from,
      subject: mail.subject,
      id: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.references,
      date: mail.date,
      text: mail.text?.trim(),
      html: mail.html,
      unsubscribe: header("list-unsubscribe"),
      post: header("list-unsubscribe-post"),
      auto: header("auto-submitted"),
      suppress: header("x-auto-response-suppress"),
    }).toMatchObject({
      from: message.from,
      subject: message.subject,
      id: `<${message.messageId}>`,
      inReplyTo: "<parent@tidings.example>",
      references: "<root@tidings.example> <parent@tidings.example>",
      date: "2026-11-20T08:00:00.000Z",
      text: "Grüße",
      html: expect.stringContaining("<p>Grüße</p>"),
      unsubscribe: "<https://tidings.example/api/unsubscribe/abc>",
      post: "List-Unsubscribe=One-Click",
      auto: "auto-generated",
      suppress: "All",
    });
    expect(header("list-id")).toContain("<digest.tidings.example>");
    expect(raw).not.toMatch(/[^\r\n\t\x20-\x7e]/);
  });

  test("the same message is the same bytes", async () => {
    expect(await buildMessage(message)).toBe(await buildMessage(message));
  });

  test("a name with a line break begins no header", async () => {
    const raw = await buildMessage({
      ...message,
      from: { ...message.from, name: "A\r\nBcc: eve@evil.example" },
      subject: "B\r\nBcc: eve@evil.example",
      list: { ...message.list!, name: "C\r\nBcc: eve@evil.example" },
    });
    expect(raw).toContain("B Bcc");
    expect(raw).not.toMatch(/^Bcc:/im);
  });

  test.each([
    [{ refuse: 451, at: "rcpt" } as const, { kind: "refused", permanent: false }],
    [{ refuse: 550, at: "rcpt" } as const, { kind: "refused", permanent: true }],
    [{ refuse: 452, at: "data" } as const, { kind: "refused", permanent: false }],
    [{ refuse: 554, at: "data" } as const, { kind: "refused", permanent: true }],
    [{ drop: "at-rcpt" } as const, { kind: "refused", permanent: false }],
    [{ drop: "after-data", keeps: true } as const, { kind: "uncertain" }],
    [{ drop: "after-data", keeps: false } as const, { kind: "uncertain" }],
    [{ slow: 300 } as const, { kind: "sent" }],
  ])("%o is told apart", async (mood, outcome) => {
    sink.mood(mood);
    expect(await send()).toMatchObject(outcome);
    sink.mood("accept");
    expect(await send()).toEqual({ kind: "sent" });
  });

  test("a server that is down has not taken the mail", async () => {
    await sink.stop();
    expect(await send()).toMatchObject({ kind: "refused", permanent: false });
  });

  test("a line that the server closed while idle costs nothing", async () => {
    expect(await send()).toEqual({ kind: "sent" });
    const port = Number(new URL(sink.url).port);
    await sink.stop();
    sink = await smtpSink(port);
    expect(await send()).toEqual({ kind: "sent" });
    expect(sink.received).toHaveLength(1);
  });
});
