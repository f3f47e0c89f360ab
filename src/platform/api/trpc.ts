import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { Actor } from "@/kernel/actor";
import { AppError, type ErrorCode, isAppError } from "@/kernel/errors";
import { reader, transaction } from "../db";
import { signedOut, transactionsOf } from "./still-in";

/** What a procedure knows of the request that called it. */
export type ApiContext = {
  actor: Actor | null;
  /** Client address (behind TRUST_PROXY proxies) and browser, for session rows and limits. */
  client: { address: string; device: string };
  requestId: string;
};

const codes: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  INVALID: "BAD_REQUEST",
  UNAUTHENTICATED: "UNAUTHORIZED",
  UNCONFIRMED: "FORBIDDEN",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  GONE: "NOT_FOUND",
  TOO_LARGE: "PAYLOAD_TOO_LARGE",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
};

const t = initTRPC.context<ApiContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const { cause } = error;
    // A fault of ours tells a reference that the log has too, and nothing else.
    const fault = error.code === "INTERNAL_SERVER_ERROR";
    return {
      code: shape.code,
      message: fault
        ? `Something went wrong here. Nothing was lost; try again. (Reference ${ctx?.requestId ?? "unknown"})`
        : error.message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        ...(isAppError(cause) ? { app: cause.code, ...cause.data } : {}),
      },
    };
  },
});

/** Turns what a rule or a schema threw into tRPC's error, once, for every procedure. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof ZodError) {
    const refusal = invalid(cause);
    throw new TRPCError({ code: "BAD_REQUEST", message: refusal.message, cause: refusal });
  }
  if (isAppError(cause))
    throw new TRPCError({ code: codes[cause.code], message: cause.message, cause: cause as unknown as Error });
  return result;
});

/** The first thing that a schema had against the input, naming the field. */
function invalid(error: ZodError): AppError {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join(".") ?? "";
  return new AppError(
    "INVALID",
    field ? `${field}: ${issue?.message}` : (issue?.message ?? "The input is not valid."),
    { field },
  );
}

const base = t.procedure.use(mapErrors).use(({ next }) => next({ ctx: { read: reader(), transaction } }));

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For everybody, signed in or not. */
export const anyone = base;

/** For signed-in members; what they may do with a thing is the slice's policy. */
export const member = base.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (!actor) throw signedOut();
  return next({ ctx: { ...ctx, actor, transaction: transactionsOf(actor) } });
});
