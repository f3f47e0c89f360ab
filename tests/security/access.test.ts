import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { forget } from "@/platform/once";
import { appRouter } from "@/server/router";
import { useDatabase } from "../support/database";
import { faultsOf } from "./access/run";
import { allRows } from "./access/table";
import { seedWorld, type World } from "./access/world";

const folder = new URL("./access/", import.meta.url);
for (const file of readdirSync(folder))
  if (file.endsWith(".rows.ts")) await import(/* @vite-ignore */ new URL(file, folder).href);

const procedures = Object.keys(appRouter._def.procedures).sort();
const rows = allRows();

useDatabase({ per: "file", strict: false });
let world: World;
beforeAll(async () => {
  // Procedures that mail are allowed where there is a mail server; no job runs here, so nothing goes to it.
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  vi.stubEnv("MAIL_FROM", "notify@example.org");
  forget("env");
  world = await seedWorld();
});

test("every procedure has its row in the access table, and no row outlives its procedure", () => {
  expect(
    procedures.filter((name) => !rows.has(name)),
    "procedures without a row",
  ).toEqual([]);
  expect(
    [...rows.keys()].filter((name) => !procedures.includes(name)),
    "rows without a procedure",
  ).toEqual([]);
});

describe("each procedure answers each actor as its row says", () => {
  test.each(procedures.filter((name) => rows.has(name)))("%s", async (name) => {
    expect(await faultsOf(world, rows.get(name)!)).toEqual([]);
  });
});
