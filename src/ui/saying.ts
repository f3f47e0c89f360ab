/** Something to be said at the edge of the page. */
export type Saying = {
  /** What happened, in a few words. */
  title: string;
  /** What was kept, what to do. */
  body?: string;
  action?: { label: string; run: () => void };
  /** Something did not work: said at once, and it stays until it is closed. */
  urgent?: boolean;
};

const waiting: Saying[] = [];
let speak: ((saying: Saying) => void) | undefined;
let wake: (() => void) | undefined;

/** Says something to the reader, from anywhere in the browser. */
export function say(saying: Saying): void {
  if (speak) {
    speak(saying);
    return;
  }
  waiting.push(saying);
  wake?.();
}

/** Calls back when there is something to say and nobody to say it yet. Gives the way to stop. */
export function onFirstSaying(callback: () => void): () => void {
  wake = callback;
  if (waiting.length > 0) callback();
  return () => {
    wake = undefined;
  };
}

/** Takes over the speaking, beginning with what waits. Gives the way to stop. */
export function speakFor(speaker: (saying: Saying) => void): () => void {
  speak = speaker;
  for (const saying of waiting.splice(0)) speaker(saying);
  return () => {
    speak = undefined;
  };
}
