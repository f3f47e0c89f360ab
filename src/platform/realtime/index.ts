import { forget, once } from "../once";
import { Hub, type HubOptions } from "./hub";

export { STREAMS_PER_SESSION } from "./hub";
export type { RealtimeRules } from "./rules";

const NAME = "hub";

/** Opens the hub of this process: once, before the port is opened. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const opened = await Hub.open(options);
  return once(NAME, () => opened);
}

/** @throws when `openHub` was not called yet. */
export const hub = (): Hub =>
  once<Hub>(NAME, () => {
    throw new Error("The hub is not open.");
  });

export function closeHub(): void {
  hub().close();
  forget(NAME);
}
