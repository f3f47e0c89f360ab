export { defineEvent, type LoggedEvent, payloadOf } from "./define";
export { emit } from "./emit";
export { eventsAfter, lastSettled } from "./read";
export { type Relay, startRelay } from "./relay";
export { replayJob } from "./replay";
export type { Subscriber } from "./subscriber";
