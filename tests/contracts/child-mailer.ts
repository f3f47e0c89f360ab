/** Sends the mails that wait, at the instant that its parent names. */
import { digestComposer } from "@/features/digests";
import { sendMailJob } from "@/features/mails";
import { setClock } from "@/kernel/clock";
import { startRunner } from "@/platform/jobs";
import { openParentsDatabase } from "./child";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

openParentsDatabase();
setClock(() => Number(process.argv[2]));
const runner = await startRunner({ kinds: [sendMailJob({ digest: digestComposer })], concurrency: 2, log });
await runner.drain();
await runner.stop(1_000);
process.exit(0);
