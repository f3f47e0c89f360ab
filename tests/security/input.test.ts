import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "@/server/router";
import { useDatabase } from "../support/database";
import { actors } from "./access/actors";
import { inCell } from "./access/run";
import { allRows, type Row, type Thing } from "./access/table";
import { seedWorld, type World } from "./access/world";

const folder = new URL("./access/", import.meta.url);
for (const file of readdirSync(folder))
  if (file.endsWith(".rows.ts")) await import(/* @vite-ignore */ new URL(file, folder).href);

useDatabase({ per: "file", strict: false });
let world: World;
beforeAll(async () => {
  world = await seedWorld();
});

/** What no field expects, as JSON brings it. Deeper and larger things are cut off by the entrance. */
const hostile: unknown[] = [
  { $ne: 1 },
  [],
  [{ $ne: 1 }],
  JSON.parse('{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}}}'),
  ...["__proto__", "constructor", "toString", "hasOwnProperty"],
  ...["\u0000", "a\u0000b", "\ud800", "a\udfff", "\u202e", ""],
  ...["%", "_", "\\", "' OR 1=1 --", "{{7*7}}", "x".repeat(70_000)],
  ...[-1, 0, 0.5, 2 ** 31, 2 ** 53, 1e308, true, null],
];

type Path = readonly (string | number)[];

/** Every place of an input, and the places that its schema has beside. */
function places(input: unknown, schema: z.core.JSONSchema.BaseSchema): Path[] {
  const found: Path[] = [[]];
  const visit = (value: unknown, at: Path): void => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      const here = [...at, Array.isArray(value) ? Number(key) : key];
      found.push(here);
      visit((value as Record<string, unknown>)[key], here);
    }
  };
  visit(input, []);
  for (const key of Object.keys(schema.properties ?? {})) if (!found.some((path) => path[0] === key)) found.push([key]);
  return found;
}

/** The input with another value at a place. */
function withAt(input: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(input) ? [...input] : { ...(input as object) }) as Record<string | number, unknown>;
  copy[key] = withAt(copy[key], rest, value);
  return copy;
}

type Procedure = { _def: { inputs: z.ZodType[] } };
const schemaOf = (name: string) => {
  const [schema] = (appRouter._def.procedures as unknown as Record<string, Procedure>)[name]?._def.inputs ?? [];
  return schema && z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
};

/** Somebody who may: what is refused before the input is read proves nothing. */
function somebody({ cells }: Row): readonly [Thing, (typeof actors)[number]] {
  for (const [thing, row] of Object.entries(cells) as [Thing, Record<string, string>][])
    for (const actor of actors) if (row[actor] === "allowed") return [thing, actor];
  throw new Error("Nobody may.");
}

describe("hostile case 28, no field of any procedure is a fault, whatever stands in it", () => {
  test.each(Object.keys(appRouter._def.procedures).filter((name) => allRows().has(name) && schemaOf(name)))(
    "%s",
    async (name) => {
      const row = allRows().get(name) as Row;
      const faults = await inCell(world, row, somebody(row), {}, async ({ input, send }) => {
        expect((await send(input)).outcome).toBe("allowed");
        const found: string[] = [];
        for (const path of places(input, schemaOf(name)!))
          for (const value of hostile) {
            const { outcome } = await send(withAt(input, path, value));
            const what = JSON.stringify(value).slice(0, 60);
            if (outcome.startsWith("a fault")) found.push(`${path.join(".") || "all of it"} = ${what}: ${outcome}`);
          }
        return found;
      });
      expect(faults).toEqual([]);
      expect(({} as { role?: string }).role).toBeUndefined();
    },
    60_000,
  );
});
