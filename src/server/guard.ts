import type { IncomingMessage } from "node:http";
import { sessionCookie } from "@/features/auth";
import type { Actor } from "@/kernel/actor";
import { type Read, reader } from "@/platform/db";
import type { Env } from "@/platform/env";
import type { RequestScope } from "@/platform/request";
import { checkBodySize } from "./body";
import { checkOrigin } from "./origin";
import type { CountRequest } from "./rate-limit";
import { Refusal } from "./refusal";

export type SessionReader = (read: Read, token: string) => Promise<Actor | null>;

/** What stands before an entrance. Each field says what this kind of entrance lets through. */
export type Rules = {
  methods: readonly string[];
  /** `ours`: writes come from our own pages. `any`: the path's token alone decides, and cookies count for nothing. */
  origin: "ours" | "any";
  /** The largest body in bytes, where it is not the usual one. */
  cap?: number;
};

/** What the guard needs to know. */
export type Keeper = { env: Env; readSession: SessionReader; countRequest: CountRequest };

/**
 * Checks a request before any entrance sees it, and finds out who asks.
 * @throws Refusal
 */
export async function guard(
  request: IncomingMessage,
  scope: RequestScope,
  rules: Rules,
  { env, readSession, countRequest }: Keeper,
): Promise<void> {
  const { method = "", headers } = request;
  if (!rules.methods.includes(method))
    throw new Refusal(405, `${method} is not answered here.`, "INVALID", { Allow: rules.methods.join(", ") });
  checkBodySize(request, rules.cap);
  if (rules.origin === "ours") {
    checkOrigin(request, env);
    const token = cookie(headers.cookie ?? "", sessionCookie(env.publicUrl.protocol === "https:"));
    scope.actor = token ? await readSession(reader(), token) : null;
  } else delete headers.cookie;
  await countRequest(scope);
}

function cookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
