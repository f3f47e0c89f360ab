import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "@/platform/db";
import { migrate } from "@/platform/db/migrate";
import { type ActorName, actors } from "../security/access/actors";
import { forbiddenTo } from "../security/access/forbidden";
import { type PageAsk, pages } from "../security/access/pages";
import { seedWorld, type World } from "../security/access/world";
import { type Program, startProgram } from "../support/program";

let program: Program;
let world: World;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-data-"));
  const url = join(dataDir, "tidings.db");
  await migrate({ root: process.cwd(), url, backups: join(dataDir, "backups") });
  openDatabase({ sqlitePath: url, strict: false });
  world = await seedWorld();
  await closeDatabase();
  program = await startProgram({}, dataDir);
});
afterAll(() => program.remove());

/** What an actor finds at an address, in the signs of the table, and the words that they were told there. */
async function visit({ thing, path, shows }: PageAsk, actor: ActorName) {
  const me = actor === "anonymous" ? undefined : world.people[actor];
  const whose = thing === "own" ? (me ?? world.people.member) : world.people.bystander;
  const about = { at: thing === "private" ? world.private : world.public, whose };
  const answer = await fetch(program.origin + path(about), {
    redirect: "manual",
    headers: me ? { cookie: `tidings-session=${me.token}` } : {},
  });
  const text = await answer.text();
  const location = answer.headers.get("location") ?? "";
  return { outcome: outcomeOf(answer.status, location, text.includes(shows(about))), text, sent: path(about) };
}

function outcomeOf(status: number, location: string, shown: boolean): string {
  if (location.startsWith("/sign-in?next=")) return "UNAUTHENTICATED";
  if (status === 404) return "NOT_FOUND";
  if (status >= 300 && status < 400) return /^\/[a-z]/.test(location) ? "allowed" : `sent away to ${location}`;
  return status === 200 ? (shown ? "allowed" : "without it") : `status ${status}`;
}

describe("each page shows each actor what its row says, and no word of anything else", () => {
  test.each(Object.keys(pages))("%s", async (file) => {
    const faults: string[] = [];
    for (const ask of pages[file]!)
      for (const actor of actors) {
        const { outcome, text, sent } = await visit(ask, actor);
        const where = `${sent} (${ask.thing}) × ${actor}`;
        if (outcome !== ask.cells[actor]) faults.push(`${where}: ${ask.cells[actor]} expected, ${outcome}`);
        for (const word of forbiddenTo(world, actor))
          if (text.includes(word) && !sent.includes(word)) faults.push(`${where}: was told "${word}"`);
      }
    expect(faults).toEqual([]);
  });
});
