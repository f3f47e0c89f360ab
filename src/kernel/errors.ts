/** Every way in which a rule can refuse. Transports map these; rules know no transport. */
export type ErrorCode =
  | "INVALID"
  | "UNAUTHENTICATED"
  /** A dangerous act wants the member to show once more that they are themselves. */
  | "UNCONFIRMED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "GONE"
  | "TOO_LARGE"
  | "RATE_LIMITED"
  | "UNAVAILABLE";

const brand = Symbol.for("tidings.AppError");

/**
 * A refusal that a person may read. `message` is shown as it stands; `data` names the field (`{ field }`) or
 * whatever else the client needs to act on it, never a secret.
 */
export class AppError extends Error {
  readonly [brand] = true;
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** Recognises an AppError by its brand: `instanceof` is false when the class was bundled twice. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}

/** What one may not see and what does not exist are the same answer. */
export function notFound(what: string): AppError {
  return new AppError("NOT_FOUND", `This ${what} does not exist, or you have no access to it.`);
}
