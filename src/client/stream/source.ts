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

/** The host gives a sign of life each 25 seconds: after three of them in vain the line is dead, whatever it looks like. */
const SILENCE_MS = 80_000;

/**
 * Keeps one connection to the host's events, going on after `place()` whenever a new one is made. The browser itself
 * comes back after a lost line; after a refusal, or when a line died without a word, it would not, so that is done here.
 */
export function openSource(place: () => number, { onEvent, onReset, onState }: SourceEvents): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  /** How far the host has told everything, heartbeats included. */
  let reached = 0;
  const from = () => Math.max(place(), reached);

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      source?.close();
      connect();
    }, SILENCE_MS);
  }

  function connect(): void {
    onState("connecting");
    heard();
    source = new EventSource(`/api/events?since=${from()}`);
    source.onopen = () => {
      heard();
      onState("live");
    };
    source.onmessage = ({ data }) => {
      heard();
      onEvent(JSON.parse(data) as ChangeEvent);
    };
    source.addEventListener("beat", ({ data }) => {
      heard();
      reached = (JSON.parse(data) as { seq: number }).seq;
    });
    source.addEventListener("reset", ({ data }) => {
      heard();
      reached = 0;
      onReset((JSON.parse(data) as { seq: number }).seq);
    });
    source.onerror = () => {
      if (closed) return;
      onState("connecting");
      if (source?.readyState === EventSource.CLOSED) void refused();
    };
  }

  /** An EventSource does not say why it was refused. */
  async function refused(): Promise<void> {
    const abort = new AbortController();
    const answer = await fetch(`/api/events?since=${from()}`, { signal: abort.signal }).catch(() => undefined);
    abort.abort();
    if (closed) return;
    clearTimeout(silence);
    if (answer?.status === 401) onState("signed-out");
    else timer = setTimeout(connect, RETRY_MS * (0.5 + Math.random()));
  }

  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    clearTimeout(silence);
    source?.close();
  };
}
