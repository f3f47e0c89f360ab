import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What the server does with the next mails. */
type Mood =
  | "accept"
  | { refuse: number; at: "rcpt" | "data" }
  /** Takes every byte and breaks the line without an answer; `keeps` says whether it has the mail. */
  | { drop: "after-data"; keeps: boolean }
  /** Breaks the line when the recipient is named: not a byte of the mail went over. */
  | { drop: "at-rcpt" }
  /** Answers DATA after so many milliseconds. */
  | { slow: number };

type Received = { from: string; to: string[]; raw: string; mail: Email };

export type SmtpSink = {
  url: string;
  received: Received[];
  /** How many times a client connected. */
  connections: () => number;
  mood: (mood: Mood) => void;
  stop: () => Promise<void>;
};

const refusal = (code: number) => Object.assign(new Error("Not today"), { responseCode: code });

/** A real SMTP server on loopback that keeps what it is given. */
export async function smtpSink(port = 0): Promise<SmtpSink> {
  let mood: Mood = "accept";
  let connections = 0;
  const received: Received[] = [];

  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onRcptTo: (_address, session, done) => {
      if (typeof mood === "object" && "refuse" in mood && mood.at === "rcpt") return done(refusal(mood.refuse));
      if (typeof mood === "object" && "drop" in mood && mood.drop === "at-rcpt") return cut(session.id);
      done();
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const now = mood;
      if (typeof now === "object" && "refuse" in now && now.at === "data") return done(refusal(now.refuse));
      const raw = Buffer.concat(chunks).toString("latin1");
      if (!(typeof now === "object" && "drop" in now && now.drop === "after-data" && !now.keeps)) {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw,
          mail: await PostalMime.parse(raw),
        });
      }
      if (typeof now === "object" && "drop" in now) return cut(session.id);
      if (typeof now === "object" && "slow" in now) return void setTimeout(done, now.slow);
      done();
    },
  };
  const server = new SMTPServer(options);
  /** Breaks the line of one session without another word. */
  const cut = (id: string): void => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy: () => void } }>) {
      if (connection.id === id) connection._socket.destroy();
    }
  };
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    connections: () => connections,
    mood: (next) => {
      mood = next;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections as Set<{ _socket: { destroy: () => void } }>)
          connection._socket.destroy();
        server.close(() => resolve());
      }),
  };
}
