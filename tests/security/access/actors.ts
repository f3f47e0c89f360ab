/**
 * Who asks. `member` and `guest` belong to both channels, `former` did once and wrote there; the others never did.
 * `deactivated` has a session that was good until then.
 */
export const actors = [
  "owner",
  "admin",
  "member",
  "outsider",
  "guest",
  "guestOutside",
  "former",
  "deactivated",
  "anonymous",
] as const;
export type ActorName = (typeof actors)[number];

/** Those who have a session that holds: the columns of a row, in this order. */
const signedIn = actors.slice(0, 7);

/** What a cell expects, one sign for each actor. */
const outcomes = {
  "+": "allowed",
  /** Answered, without the thing: a list that leaves it out. */
  "0": "without it",
  A: "UNAUTHENTICATED",
  C: "CONFLICT",
  F: "FORBIDDEN",
  G: "GONE",
  I: "INVALID",
  N: "NOT_FOUND",
  X: "UNAVAILABLE",
} as const;
export type Outcome = (typeof outcomes)[keyof typeof outcomes];

/** Reads "+ + N …" as an outcome per actor; without the last two columns these are signed out. */
export function readCells(text: string): Record<ActorName, Outcome> {
  const signs = text.trim().split(/\s+/);
  if (signs.length === signedIn.length) signs.push("A", "A");
  if (signs.length !== actors.length || !signs.every((sign) => Object.hasOwn(outcomes, sign)))
    throw new Error(`Not ${signedIn.length} or ${actors.length} cells of ${Object.keys(outcomes).join("")}: "${text}"`);
  return Object.fromEntries(actors.map((actor, at) => [actor, outcomes[signs[at] as keyof typeof outcomes]])) as Record<
    ActorName,
    Outcome
  >;
}

/* Patterns that many rows share:   owner admin member outsider guest guestOutside former */
/** Whoever sees a public channel. */
export const seen = "                + +     +      +        +     N            +";
/** Whoever belongs to a private channel. */
export const inside = "             N N     +      N        +     N            N";
/** The same of lists, which answer everybody. */
export const seenInList = "         + +     +      +        +     0            +";
export const insideInList = "       0 0     +      0        +     0            0";
/** Every member, whatever their role. */
export const everybody = "          + +     +      +        +     +            +";
/** Every member but guests. */
export const noGuests = "           + +     +      +        F     F            +";
/** Those who run the team. */
export const runners = "            + +     F      F        F     F            F";
export const owners = "             + F     F      F        F     F            F";
/** What only the one whose thing it is may know of. */
export const nobody = "             N N     N      N        N     N            N";
/** Procedures that want no session: whoever asks. */
export const whoever = "            + +     +      +        +     +            +      + +";
export const whoeverNot = "         N N     N      N        N     N            N      N N";
