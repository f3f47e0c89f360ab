/** One thing that changed: its place in the log, its kind, and the ids that it is about. */
export type ChangeEvent = { seq: number; kind: string; [id: string]: unknown };

/** `connecting`: what is shown may be old; it is caught up with as soon as the host answers. */
export type StreamState = "live" | "connecting" | "signed-out";

export type SourceEvents = {
  onEvent(event: ChangeEvent): void;
  /** What happened in between is not known: everything has to be fetched anew. */
  onReset(seq: number): void;
  onState(state: StreamState): void;
};

const RETRY_MS = 3_000;

/**
 * Keeps one connection to the host's events, going on after `place()` whenever a new one is made. The browser itself
 * comes back after a lost line; after a refusal it would not, so that is done here.
 */
export function openSource(place: () => number, { onEvent, onReset, onState }: SourceEvents): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function connect(): void {
    onState("connecting");
    source = new EventSource(`/api/events?since=${place()}`);
    source.onopen = () => onState("live");
    source.onmessage = ({ data }) => onEvent(JSON.parse(data) as ChangeEvent);
    source.addEventListener("reset", ({ data }) => onReset((JSON.parse(data) as { seq: number }).seq));
    source.onerror = () => {
      if (closed) return;
      onState("connecting");
      if (source?.readyState === EventSource.CLOSED) void refused();
    };
  }

  /** An EventSource does not say why it was refused. */
  async function refused(): Promise<void> {
    const abort = new AbortController();
    const answer = await fetch(`/api/events?since=${place()}`, { signal: abort.signal }).catch(() => undefined);
    abort.abort();
    if (closed) return;
    if (answer?.status === 401) onState("signed-out");
    else timer = setTimeout(connect, RETRY_MS * (0.5 + Math.random()));
  }

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
