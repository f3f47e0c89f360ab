import { type ProvenByHost, proveByHost } from "@/features/addresses";
import { forceOneStep, resetLinkByHost } from "@/features/auth";
import { type DigestNow, digestNow } from "@/features/digests";
import { makeOwnerByHost } from "@/features/members";
import { closeDatabase, openDatabase, transaction } from "@/platform/db";
import { migrate } from "@/platform/db/migrate";
import { type Env, env } from "@/platform/env";
import { flushLog } from "@/platform/log";
import { newSetupLink } from "./invitation";

type Command = { usage: string; run(args: string[], env: Env): Promise<string> };

/** What came of asking for somebody's digest, as the host reads it. */
const digestAnswers: Record<DigestNow["outcome"], string> = {
  made: "The digest is made. It goes out at once; without SMTP_URL its reader finds it at /settings/mail.",
  nothing: "There is nothing to say: nothing that waits for their digest is unread. No mail was made.",
  off: "They switched their digest off. No mail was made.",
  unknown: "No active member has this address.",
};

const oneStepAnswers = {
  done: "They sign in by one step from now on. Ask them to set up a second one again.",
  none: "They have no second step.",
  unknown: "No member has this address.",
};

/** Whose address was proven, as the host reads it. */
function proofAnswer(address: string, proof: ProvenByHost): string {
  if (proof.outcome === "unknown") return "No active member has this address.";
  const whose = `${proof.name} (@${proof.handle})`;
  return proof.outcome === "proven"
    ? `${address} is proven now, for ${whose}.`
    : `${address} was proven already, for ${whose}.`;
}

const ownerAnswers = {
  done: "They are an owner now.",
  already: "They are an owner already.",
  unknown: "No active member has this address.",
};

/** A link to a new password, as the host hands it over. */
async function resetLink(address: string, origin: string): Promise<string> {
  const link = await transaction((tx) => resetLinkByHost(tx, address));
  if (!link) return "No active member has this address.";
  return `This link leads to a new password. It works once, for an hour:\n${origin}/reset/${link.token}`;
}

/** What a host may do from the terminal, while the server runs or not. */
const commands: Record<string, Command> = {
  "setup-link": {
    usage: "setup-link: prints a new one-time link that sets up the team",
    run: async (_args, { publicUrl }) =>
      (await newSetupLink(publicUrl.origin)) ?? "The team is set up already. Members are added under /members.",
  },
  "reset-link": {
    usage: "reset-link ADDRESS: prints a one-time link by which one member chooses a new password",
    run: async ([address = ""], { publicUrl }) => resetLink(address, publicUrl.origin),
  },
  "make-owner": {
    usage: "make-owner ADDRESS: makes one member an owner of the team",
    run: async ([address = ""]) =>
      ownerAnswers[await transaction({ lock: "members" }, (tx) => makeOwnerByHost(tx, address))],
  },
  "one-step": {
    usage: "one-step ADDRESS: takes the second step of one member away who lost what they show in it",
    run: async ([address = ""]) => oneStepAnswers[await transaction((tx) => forceOneStep(tx, address))],
  },
  "digest-now": {
    usage: "digest-now ADDRESS: makes the digest of one member at once",
    run: async ([address = ""]) => digestAnswers[(await transaction((tx) => digestNow(tx, address))).outcome],
  },
  "prove-address": {
    usage: "prove-address ADDRESS: proves a member's address, where no mail can",
    run: async ([address = ""]) =>
      proofAnswer(address, await transaction({ lock: "members" }, (tx) => proveByHost(tx, address))),
  },
};

async function run([name = "", ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const usages = Object.values(commands).map(({ usage }) => `  npm run admin -- ${usage}`);
    process.stderr.write(`${["Commands:", ...usages].join("\n")}\n`);
    return 2;
  }
  const settings = env();
  const url = settings.postgresUrl ?? settings.sqlitePath;
  await migrate({ root: process.cwd(), url, backups: `${settings.dataDir}/backups` });
  openDatabase(settings.postgresUrl ? { postgresUrl: settings.postgresUrl } : { sqlitePath: url, strict: false });
  try {
    process.stdout.write(`${await command.run(args, settings)}\n`);
    return 0;
  } finally {
    await closeDatabase();
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
flushLog();
