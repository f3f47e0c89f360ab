/** One of several claimers of the same jobs: claims until nothing is left, and says what it got. */
import { setTimeout as pause } from "node:timers/promises";
import { MINUTE } from "@/kernel/clock";
import { claim } from "@/platform/jobs/claim";
import { heard, leave, openParentsDatabase, say } from "./child";
import { count } from "./probe";

openParentsDatabase();
say("ready");
await heard();
const got: string[] = [];
for (;;) {
  const batch = await claim(count.kind, 40, 10 * MINUTE);
  if (batch.length === 0) break;
  got.push(...batch.map(({ id }) => id));
  // Whoever claims at once again never lets the others have SQLite's one lock.
  await pause(1);
}
say(`got ${got.join(" ")}`);
leave();
