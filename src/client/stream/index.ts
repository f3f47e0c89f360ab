import { Recent, type TabMessage } from "./share";
import { openSource, type SourceEvents, type StreamState } from "./source";

export type { ChangeEvent, StreamState } from "./source";

const NAME = "tidings-stream";

/**
 * Opens this tab's share of the browser's one stream. The tab that holds the lock has the connection and tells the
 * others; when it closes, the browser gives the lock to the next one, which goes on at its own place in the log.
 * (HTTP/1.1 allows six connections to a host: ten tabs with one each would wait for ever.)
 *
 * @param since the place in the log that this page was rendered at.
 * @returns what ends this tab's part.
 */
export function openStream(since: number, { onEvent, onReset, onState }: SourceEvents): () => void {
  // Locks exist on https and localhost only; elsewhere each tab has a stream of its own.
  if (!navigator.locks) return alone(since, { onEvent, onReset, onState });

  const tab = crypto.randomUUID();
  const channel = new BroadcastChannel(NAME);
  const ended = new AbortController();
  const say = (message: TabMessage) => channel.postMessage(message);
  let place = since;
  let leading: Recent | undefined;

  const take = track({
    at: () => place,
    move: (seq) => {
      place = seq;
    },
    onEvent,
    onReset,
  });

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.say === "hello") {
      if (leading) say(leading.answer(data.tab, data.since));
    } else if (data.say === "missed") {
      if (data.tab !== tab) return;
      onState(data.state);
      if (!data.complete) take.reset(Math.max(place, data.events.at(-1)?.seq ?? 0));
      else for (const event of data.events) take.event(event);
    } else if (data.say === "event") take.event(data.event);
    else if (data.say === "reset") take.reset(data.seq);
    else onState(data.state);
  };
  say({ say: "hello", tab, since });

  navigator.locks
    .request(NAME, { signal: ended.signal }, () => {
      const recent = new Recent(place);
      leading = recent;
      const close = openSource(() => place, {
        onEvent: (event) => {
          recent.add(event);
          say({ say: "event", event });
          take.event(event);
        },
        onReset: (seq) => {
          recent.reset(seq);
          say({ say: "reset", seq });
          take.reset(seq);
        },
        onState: (state: StreamState) => {
          recent.state = state;
          say({ say: "state", state });
          onState(state);
        },
      });
      return new Promise<void>((resolve) => {
        ended.signal.addEventListener("abort", () => {
          close();
          resolve();
        });
      });
    })
    // Ended before it was this tab's turn.
    .catch(() => undefined);

  return () => {
    ended.abort();
    channel.close();
  };
}

type Tracked = Pick<SourceEvents, "onEvent" | "onReset"> & { at(): number; move(seq: number): void };

/** Hands each event on once: a tab may hear of it from the leader's answer and as it happens. */
const track = ({ at, move, onEvent, onReset }: Tracked) => ({
  event: (event: Parameters<typeof onEvent>[0]) => {
    if (event.seq <= at()) return;
    move(event.seq);
    onEvent(event);
  },
  reset: (seq: number) => {
    move(seq);
    onReset(seq);
  },
});

function alone(since: number, events: SourceEvents): () => void {
  let place = since;
  const take = track({
    at: () => place,
    move: (seq) => {
      place = seq;
    },
    ...events,
  });
  return openSource(() => place, { onEvent: take.event, onReset: take.reset, onState: events.onState });
}
