/** Sends the mails that wait, at the instant that its parent names. */
import { setClock } from "@/kernel/clock";
import { startRunner } from "@/platform/jobs";
import { jobKinds } from "@/server/wiring";
import { openParentsDatabase } from "./child";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

openParentsDatabase();
setClock(() => Number(process.argv[2]));
const kinds = jobKinds.filter(({ kind }) => kind === "send-mail");
const runner = await startRunner({ kinds, concurrency: 2, log });
await runner.drain();
await runner.stop(1_000);
process.exit(0);
