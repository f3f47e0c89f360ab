import { existsSync, readFileSync } from "node:fs";
import { faults, readPromises } from "./promises";

/** `npm run check`, the promises: each row of docs/promises.md names a test that exists. */
const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
const rows = readPromises(readFileSync("docs/promises.md", "utf8"));
const wrong = faults(rows, read);
for (const line of wrong) console.log(line);
console.log(`${rows.length} promises, ${wrong.length} without a test`);
process.exitCode = wrong.length === 0 ? 0 : 1;
