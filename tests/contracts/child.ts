import { createInterface } from "node:readline";
import { engine, openDatabase } from "@/platform/db";

/** Opens the parent's database, whose place `startChild` put into the environment. */
export function openParentsDatabase(): void {
  const { DATABASE_URL: postgresUrl = "", TIDINGS_TEST_FILE: sqlitePath = "" } = process.env;
  openDatabase(engine === "postgres" ? { postgresUrl } : { sqlitePath, strict: true });
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends this process once all that it said is with the parent: `process.exit` alone drops what a busy parent has not read. */
export const leave = (): void => void process.stdout.write("", () => process.exit(0));

/** Resolves with the next line that the parent writes. */
export async function heard(): Promise<string> {
  const reader = createInterface({ input: process.stdin });
  for await (const line of reader) return line;
  throw new Error("The parent is gone.");
}
