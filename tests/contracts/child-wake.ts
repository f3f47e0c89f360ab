/** Wakes what is due, until nothing is. */
import { wakeEntries } from "@/features/inbox";
import { startRunner } from "@/platform/jobs";
import { log } from "@/platform/log";
import { openParentsDatabase } from "./child";

openParentsDatabase();
const runner = await startRunner({ kinds: [wakeEntries], concurrency: 2, log });
await runner.drain();
await runner.stop(10_000);
process.exit(0);
