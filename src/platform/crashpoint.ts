import { writeSync } from "node:fs";

/** The step at which this process must stand still, in a test's child process; elsewhere there is none. */
const armed = process.env.NODE_ENV === "test" ? process.env.TIDINGS_CRASHPOINT : undefined;

/**
 * Marks a step after which a crash must neither lose nor repeat an effect. Costs one comparison. In a test's child
 * process it reports the step and blocks for ever, so that the parent can kill the child exactly there.
 */
export function crashpoint(name: string): void {
  if (armed === undefined || armed !== name) return;
  writeSync(1, `crashpoint ${name}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
