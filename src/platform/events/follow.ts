import { reader } from "../db";
import type { LoggedEvent } from "./define";
import { positionOf, SETTLED } from "./positions";
import { eventsBetween } from "./read";

const PAGE = 500;

/**
 * Follows the log from its present end: each call of the result hands over what has settled since, in order and without
 * holes, in pages, and tells whether there was anything. It needs no lead: every process follows for its own browsers.
 */
export async function follow(
  onSequenced: (events: readonly LoggedEvent[]) => void | Promise<void>,
): Promise<() => Promise<boolean>> {
  let place = await positionOf(reader(), SETTLED);
  return async () => {
    const upTo = await positionOf(reader(), SETTLED);
    const moved = place < upTo;
    while (place < upTo) {
      const page = await eventsBetween(reader(), { after: place, upTo, limit: PAGE });
      place = page.length < PAGE ? upTo : page.at(-1)!.seq;
      if (page.length > 0) await onSequenced(page);
    }
    return moved;
  };
}
