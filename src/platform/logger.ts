import type { log } from "./log";

/** What a background part of the program needs of a log; given to it, so that a test can listen. */
export type Logger = Pick<typeof log, "warn" | "error">;
