import type { NextRequest } from "next/server";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { DAY, SECOND } from "@/kernel/clock";
import { type AppError, isAppError } from "@/kernel/errors";
import { reader, transaction } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { requestScope } from "@/platform/request";
import { sessionCookie } from "./cookie";
import { enterByProvider } from "./enter-by-provider";
import { claimsOf, oidcProvider, wantedBy } from "./oidc-provider";
import { createSession, endSession, readSession } from "./sessions";
import { ways } from "./ways";

/** As long as browsers keep a cookie at all. When a session ends is its row's business alone. */
const COOKIE_LIFETIME = (400 * DAY) / SECOND;

/** A refusal as next-auth carries it to the browser: in a query. `code` is `wrong`, `wait-SECONDS`, `link-STATE` or `step-TOKEN`. */
class Refused extends CredentialsSignin {
  constructor(override readonly code: string) {
    super();
  }
}

function refused({ data: { retryInMs, link } }: AppError): Refused {
  if (typeof link === "string") return new Refused(`link-${link}`);
  return new Refused(typeof retryInMs === "number" ? `wait-${Math.ceil(retryInMs / SECOND)}` : "wrong");
}

/** Errors of next-auth that people make, not programs: a wrong password, a cookie whose row is gone, a way back from the provider that was not begun here, a form or an address that somebody made up. */
const ordinary: readonly unknown[] = [
  ...["CredentialsSignin", "JWTSessionError", "InvalidCheck", "OAuthCallbackError"],
  ...["MissingCSRF", "UnknownAction", "MissingAdapter"],
];
const isOrdinary = (error: Error & { type?: unknown }): boolean =>
  ordinary.includes(error.type) || error.message.startsWith("Provider with id ");

/** One provider for each way in. Its form is posted to `/api/auth/callback/NAME`. */
const providers = Object.entries(ways).map(([id, { fields, enter }]) =>
  Credentials({
    id,
    credentials: Object.fromEntries(fields.map((field) => [field, {}])),
    async authorize(form) {
      const admission = await enter(form, requestScope()?.client.address ?? "unknown").catch((error) => {
        throw isAppError(error) ? refused(error) : error;
      });
      if (admission.how === "second-step") throw new Refused(`step-${admission.token}`);
      return { id: admission.memberId, shownAt: admission.shownAt };
    },
  }),
);

/**
 * next-auth as a signer in and out, and nothing else: its token is ours, a cookie's 32 random bytes with a row behind
 * them. What has no row is nobody, whoever signed it. Everything else in the program asks `readSession`. The server sets
 * AUTH_URL and AUTH_SECRET at start: behind a proxy next-auth would guess its address from headers.
 */
function config(request: NextRequest | undefined): NextAuthConfig {
  const { publicUrl } = env();
  const secure = publicUrl.protocol === "https:";
  return {
    trustHost: true,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: COOKIE_LIFETIME },
    cookies: {
      sessionToken: {
        name: sessionCookie(secure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [...providers, ...oidcProvider()],
    callbacks: {
      // Whom the provider names has the id of its own making until here.
      async signIn({ user, account, profile }) {
        if (account?.type !== "oidc" || !profile) return true;
        const arrival = await enterByProvider(claimsOf(profile), wantedBy(request), requestScope()?.actor ?? null);
        if (arrival.how === "on") return arrival.path;
        Object.assign(user, { id: arrival.memberId, shownAt: arrival.shownAt });
        return true;
      },
      // Every way in ends here: with `user` the first time, without it whenever next-auth reads its cookie.
      async jwt({ token, user }) {
        if (!user?.id) return token;
        const { id, shownAt } = user as { id: string; shownAt?: number };
        const device = requestScope()?.client.device ?? "";
        try {
          return { ours: (await transaction((tx) => createSession(tx, id, device, shownAt))).token };
        } catch (error) {
          throw isAppError(error) ? refused(error) : error;
        }
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl ? new URL(url, baseUrl).href : baseUrl,
    },
    jwt: {
      encode: async ({ token }) => String(token?.ours),
      async decode({ token }) {
        const actor = await readSession(reader(), token);
        return actor && { ours: token };
      },
    },
    events: {
      async signOut(message) {
        const token = "token" in message ? message.token?.ours : undefined;
        const actor = typeof token === "string" ? await readSession(reader(), token) : null;
        if (actor) await transaction((tx) => endSession(tx, actor));
      },
    },
    logger: {
      error: (error) => {
        if (!isOrdinary(error)) log.error("Signing in or out failed", error);
      },
      warn: (code) => log.warn("next-auth warns", { code }),
      debug: () => undefined,
    },
  };
}

export const { handlers } = NextAuth(config);
