import { timingSafeEqual } from "node:crypto";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { isAppError } from "@/kernel/errors";
import { transaction } from "@/platform/db";
import { sign } from "@/platform/secret";
import { admit } from "./admit";
import { type Claims, linkClaims, memberByClaims } from "./oidc";

/** Who came from the provider is in, or is led to a page of ours that says what comes next. */
type Arrival = { how: "in"; memberId: string; shownAt: number } | { how: "on"; path: string };

const SECURITY = "/settings/security";
const markOf = (sessionId: string) => sign("oidc-link", sessionId);

/** Where the provider is to lead back to when the actor wants it linked: marked, so that no other session links itself. */
export const linkingPath = (actor: Actor): string => `${SECURITY}?link=${markOf(actor.sessionId)}`;

/** Whether a browser set out to link, in this session: what another one began ends there. */
function wantsLink(next: URL, actor: Actor): boolean {
  const mark = Buffer.from(next.searchParams.get("link") ?? "");
  const right = Buffer.from(markOf(actor.sessionId));
  return next.pathname === SECURITY && mark.length === right.length && timingSafeEqual(mark, right);
}

/**
 * What becomes of somebody whom the provider names: signed in, asked for a second step, linked to who is signed in, or
 * refused in words.
 * @param next where their browser wanted to go when it set out.
 */
export async function enterByProvider(claims: Claims, next: URL, actor: Actor | null): Promise<Arrival> {
  try {
    if (actor && wantsLink(next, actor)) {
      await transaction((tx) => linkClaims(tx, actor, claims));
      return { how: "on", path: `${SECURITY}?provider=linked` };
    }
    return await transaction(async (tx) => {
      const { memberId } = await memberByClaims(tx, claims);
      const admission = await admit(tx, memberId, "provider", now());
      if (admission.how === "in") return { ...admission };
      const wanted = encodeURIComponent(`${next.pathname}${next.search}`);
      return { how: "on", path: `/sign-in/step?next=${wanted}#${admission.token}` };
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const why = error.code === "UNCONFIRMED" ? "unconfirmed" : (error.data.oidc ?? "unknown");
    return { how: "on", path: actor ? `${SECURITY}?provider=${why}` : `/sign-in?provider=${why}` };
  }
}
