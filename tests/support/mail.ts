import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { memberJoined } from "@/features/members/contract";
import { transaction } from "@/platform/db";
import { emit } from "@/platform/events";
import { closeTransport } from "@/platform/mail";
import { forget } from "@/platform/once";
import { jobKinds, subscribers } from "@/server/wiring";
import { drain } from "./drain";
import { type SmtpSink, smtpSink } from "./smtp";

export const HOST = "tidings.team.example";

/** Configures this process as a host with a mail server of its own on loopback; `smtp: false` is a host without one. */
export function useMail({ smtp = true }: { smtp?: boolean } = {}) {
  let sink: SmtpSink;
  let folder: string;
  const names = ["PUBLIC_URL", "SMTP_URL", "MAIL_FROM", "DATA_DIR"] as const;
  const before = names.map((name) => [name, process.env[name]] as const);
  const configure = (url: string | undefined) => {
    if (url === undefined) delete process.env.SMTP_URL;
    else process.env.SMTP_URL = url;
    forget("env");
    forget("secret");
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tidings-mail-"));
    sink = await smtpSink();
    process.env.PUBLIC_URL = `https://${HOST}`;
    process.env.MAIL_FROM = `notify@${HOST}`;
    process.env.DATA_DIR = folder;
    configure(smtp ? sink.url : undefined);
  });
  afterEach(async () => {
    closeTransport();
    await sink.stop();
    rmSync(folder, { recursive: true, force: true });
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    forget("env");
    forget("secret");
  });
  return {
    sink: () => sink,
    dataDir: () => folder,
    /** The mail server goes away; `up` brings it back at the same address. */
    async down() {
      const port = Number(new URL(sink.url).port);
      const { received } = sink;
      await sink.stop();
      return async () => {
        sink = await smtpSink(port);
        sink.received.push(...received);
      };
    },
  };
}

/** Gives members who were written as rows what joining gives them: a plan for their digest. */
export async function joined(...people: { id: string }[]): Promise<void> {
  await transaction(async (tx) => {
    for (const { id } of people) await emit(tx, memberJoined({ memberId: id }), { id });
  });
}

/** Runs relay and due jobs until nothing is left, where a job that fails belongs to the test. */
export const settleAnyhow = (): Promise<number> => drain({ subscribers, jobKinds, tolerant: true });
