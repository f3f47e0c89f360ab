import { timingSafeEqual } from "node:crypto";
import { isId } from "@/kernel/ids";
import { env } from "@/platform/env";
import { sign } from "@/platform/secret";

/** What one click switches off. */
export type UnsubscribeScope = "digest";
export type Unsubscription = { memberId: string; scope: UnsubscribeScope };

const scopes: readonly UnsubscribeScope[] = ["digest"];
const signature = ({ memberId, scope }: Unsubscription) => sign("unsubscribe", `${memberId} ${scope}`);

/** The token in a mail's List-Unsubscribe. It never expires, since old mails must keep their promise, and does one thing. */
const unsubscribeToken = (of: Unsubscription): string => `${of.memberId}.${of.scope}.${signature(of)}`;

/** Reads a token back, comparing in constant time; null when it is none of ours. */
export function readUnsubscribeToken(token: string): Unsubscription | null {
  const [memberId = "", name, given = "", ...more] = token.split(".");
  const scope = scopes.find((each) => each === name);
  if (!scope || !isId(memberId) || more.length > 0) return null;
  const expected = Buffer.from(signature({ memberId, scope }));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  return { memberId, scope };
}

/** The page that a reader opens; opening it acts on nothing. */
export const unsubscribePage = (of: Unsubscription): string =>
  `${env().publicUrl.origin}/unsubscribe/${unsubscribeToken(of)}`;

/** Where one click posts (RFC 8058). */
export const unsubscribeAction = (of: Unsubscription): string =>
  `${env().publicUrl.origin}/api/unsubscribe/${unsubscribeToken(of)}`;
