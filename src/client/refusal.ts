import { isTRPCClientError } from "@trpc/client";

/**
 * Why a call of the API did not do what was asked. `message` is meant to be read; without one the line was down. `gone`:
 * there is no such thing for this reader. `version`: it was changed elsewhere meanwhile, and this one stands now.
 */
export type Refusal = { message: string | null; field?: string; gone: boolean; version?: number };

/** Reads an error of the API. @throws what is none: a fault of our own script. */
export function refusalOf(error: unknown): Refusal {
  if (!isTRPCClientError(error)) throw error;
  const data = error.data as { code?: string; field?: unknown; version?: unknown } | null | undefined;
  if (!data) return { message: null, gone: false };
  const field = typeof data.field === "string" && data.field !== "" ? data.field : undefined;
  // In a form the field is where the message stands.
  const prefix = `${field}: `;
  const message = error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
  return {
    message,
    field,
    gone: data.code === "NOT_FOUND",
    ...(typeof data.version === "number" && { version: data.version }),
  };
}

/** Whether a call was refused until its member shows once more that it is them. */
export const isUnconfirmed = (error: unknown): boolean =>
  isTRPCClientError(error) && (error.data as { app?: unknown } | null | undefined)?.app === "UNCONFIRMED";
