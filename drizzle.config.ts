import { defineConfig } from "drizzle-kit";
import { engine } from "./src/platform/db/engine";

export default defineConfig({
  dialect: engine === "postgres" ? "postgresql" : "sqlite",
  schema: "./src/platform/db/schema/index.ts",
  out: `./drizzle/${engine}`,
});
