/** Runs the relay with the probe, and says which events the realtime side got, until it is killed or told to stop. */
import { startRelay } from "@/platform/events";
import { log } from "@/platform/log";
import { heard, openParentsDatabase, say } from "./child";
import { probe } from "./probe";

openParentsDatabase();
const relay = await startRelay({
  subscribers: [probe],
  onSequenced: (events) => say(`events ${events.map(({ seq }) => seq).join(" ")}`),
  log,
});
say("ready");
await relay.drain();
say("drained");
await heard();
await relay.drain();
await relay.stop();
say("stopped");
process.exit(0);
