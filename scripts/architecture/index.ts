import { rules } from "./rules";
import { readProgram } from "./source";

/** `npm run check`, the part that reads the sources: prints every finding, and ends with 1 when there is one. */
const program = readProgram(process.cwd());
let count = 0;
for (const rule of rules)
  for (const { path, line, what } of rule.check(program)) {
    console.log(`${path}:${line}  ${rule.name}: ${what}\n    ${rule.why}`);
    count++;
  }
process.exitCode = count === 0 ? 0 : 1;
