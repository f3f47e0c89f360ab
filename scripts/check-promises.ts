import { existsSync, readFileSync } from "node:fs";
import { judgeCases } from "./hostile-cases";
import { faults, readPromises } from "./promises";

/** `npm run check`, the promises and the hostile cases: each row names a test that exists. */
const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
const rows = readPromises(readFileSync("docs/promises.md", "utf8"));
const broken = faults(rows, read);
const { wrong, held, waiting } = judgeCases(readPromises(readFileSync("docs/hostile-cases.md", "utf8")), read);
for (const line of [...broken, ...wrong]) console.log(line);
console.log(`${rows.length} promises, ${broken.length} without a test`);
console.log(`hostile cases: ${held.length} held, ${waiting.length} waiting: ${waiting.join(" ")}`);
process.exitCode = broken.length + wrong.length === 0 ? 0 : 1;
