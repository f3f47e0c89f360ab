import type { Logger } from "@/platform/logger";

/** A log that nobody reads. */
export const silent: Logger = { warn: () => undefined, error: () => undefined };
