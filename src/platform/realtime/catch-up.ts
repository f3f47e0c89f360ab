import { setImmediate as nextTurn } from "node:timers/promises";
import type { LoggedEvent } from "../events";
import type { HubOptions } from "./hub";
import type { Stream } from "./stream";

const PAGE = 200;
/** Fetching everything anew is less than asking about so many events one by one. */
const MOST_REPLAYED = 2_000;

/**
 * Brings a stream from where it stopped to the present and makes it live. Reading the log goes on until there is
 * nothing between the stream and what is being handed out, and in that same step it becomes live: no gap, no double.
 */
export async function catchUp(stream: Stream, cursor: () => number, options: HubOptions): Promise<void> {
  const { history } = options;
  // A place that the log has not reached is one of another database: a backup was put back.
  if (stream.position > cursor() && stream.position > (await history.head())) stream.place("reset", cursor());
  if (cursor() - stream.position > MOST_REPLAYED) stream.place("reset", cursor());

  while (stream.isOpen && stream.position < cursor()) {
    const page = await history.after(stream.position, PAGE);
    // The log has no holes: one means that what came next was compacted.
    if (page[0]?.seq !== stream.position + 1) stream.place("reset", cursor());
    else for (const event of page) await replay(stream, event, options);
    await nextTurn();
  }
  stream.live = true;
}

async function replay(stream: Stream, event: LoggedEvent, { rules, read }: HubOptions): Promise<void> {
  const seers = await rules.seers(read(), event, [stream.actor.id]);
  if (seers.includes(stream.actor.id)) stream.send(event);
  else stream.skip(event);
}
