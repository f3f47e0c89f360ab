import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const source = new URL("./src", import.meta.url).pathname;
const support = "./tests/support/global-setup.ts";
const onEngine = (layer: string, engine: string, url: string) => ({
  extends: true as const,
  test: {
    name: `${layer}-${engine}`,
    include: [`tests/${layer}/**/*.test.ts`],
    globalSetup: support,
    env: { DATABASE_URL: url },
  },
});
/** The engine is chosen when the first table is described; the server's real address comes from the global set-up. */
const onBoth = (layer: string) => [onEngine(layer, "sqlite", ""), onEngine(layer, "postgres", "postgres://127.0.0.1")];

/** Suites that start the program as it is shipped. A browser and a build beside them are slow on a busy machine. */
const ofProgram = (layer: string) => ({
  extends: true as const,
  test: {
    name: layer,
    include: [`tests/${layer}/**/*.test.ts`],
    globalSetup: "./tests/support/built.ts",
    // A journey is one test of a minute; how long all of them may take is the budget of their layer.
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  resolve: { alias: { "@": source } },
  test: {
    pool: "forks",
    // Half of the tests wait for a database or a process: one worker per core keeps them busy.
    maxWorkers: Math.max(2, availableParallelism()),
    setupFiles: ["./tests/support/fuzz.ts"],
    // Many tests provoke what the log is for.
    env: { LOG_LEVEL: "silent" },
    // next-auth imports `next/server` without its ending, which Node alone does not resolve.
    server: { deps: { inline: ["next-auth"] } },
    testTimeout: 60_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.{ts,tsx}", "tests/unit/**/*.test.ts"] } },
      { extends: true, test: { name: "architecture", include: ["tests/architecture/*.test.ts"] } },
      ...onBoth("api"),
      ...onBoth("security"),
      ...onBoth("contracts"),
      ...onBoth("migrations"),
      ...["reliability", "e2e"].map(ofProgram),
    ],
  },
});
