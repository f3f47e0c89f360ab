import type { z } from "zod";

/** One kind of event: what may happen, and which ids and enums say of what. */
export type EventKind<P = Record<string, unknown>> = {
  kind: string;
  payload: z.ZodType<P>;
  (payload: P): NewEvent;
};

export type NewEvent = { kind: string; payload: Record<string, unknown> };

/** An event as the log holds it. */
export type LoggedEvent = {
  /** Order of insertion; what notifications point at. */
  id: number;
  /** Place in commit order, without holes. */
  seq: number;
  kind: string;
  actorId: string | null;
  payload: Record<string, unknown>;
  at: number;
};

/**
 * Declares a kind of event. Its payload holds ids and enums only, never text, names or addresses: a member can be
 * erased while the log stays.
 */
export function defineEvent<P extends Record<string, unknown>>(kind: string, payload: z.ZodType<P>): EventKind<P> {
  const make = (value: P): NewEvent => ({ kind, payload: payload.parse(value) });
  return Object.assign(make, { kind, payload });
}

/** Narrows a logged event to a kind and gives its payload, or undefined when it is another kind. */
export function payloadOf<P>(event: LoggedEvent, kind: EventKind<P>): P | undefined {
  return event.kind === kind.kind ? (event.payload as P) : undefined;
}
