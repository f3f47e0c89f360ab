/** Makes the job of a slot, at the same moment as another process does. */
import { transaction } from "@/platform/db";
import { enqueue } from "@/platform/jobs";
import { heard, openParentsDatabase, say } from "./child";
import { count } from "./probe";

openParentsDatabase();
say("ready");
await heard();
for (let n = 1; n <= 20; n++) await transaction((tx) => enqueue(tx, count, { n }, { dedupeKey: `slot:${n}` }));
process.exit(0);
