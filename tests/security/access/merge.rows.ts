import { onTestFinished, vi } from "vitest";
import { newId } from "@/kernel/ids";
import { forget } from "@/platform/once";
import { everybody, whoever } from "./actors";
import { newLink, newPerson } from "./make";
import { type Cell, row } from "./table";

/** A link by which the person in question would take over another account; `guessed` is one that nobody made. */
async function merging({ tx, thing, whose }: Cell) {
  if (thing === "guessed") return { token: "A".repeat(43) };
  const payload = { fromId: await newPerson(tx, "member") };
  return { token: (await newLink(tx, "merge", { makerId: whose.id, memberId: whose.id, payload })).token };
}

row("merge.look", { held: whoever }, merging);
row("merge.run", { own: everybody, held: "N N N N N N N", guessed: "N N N N N N N" }, merging, { dangerous: true });
/** Lets what is left of a test see a host with a mail server, of whose mail none leaves. */
function withMail(): void {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  vi.stubEnv("MAIL_FROM", "notify@tidings.example");
  forget("env");
  onTestFinished(() => {
    vi.unstubAllEnvs();
    forget("env");
  });
}

const someAddress = () => {
  withMail();
  return { address: `${newId()}@example.org` };
};
row("merge.ask", { team: everybody }, someAddress, { dangerous: true });
