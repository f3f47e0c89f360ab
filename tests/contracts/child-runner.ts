/** Runs the probe's jobs until none is due. */
import { startRunner } from "@/platform/jobs";
import { log } from "@/platform/log";
import { openParentsDatabase } from "./child";
import { count } from "./probe";

openParentsDatabase();
const runner = await startRunner({ kinds: [count], concurrency: 2, log });
await runner.drain();
await runner.stop(10_000);
process.exit(0);
