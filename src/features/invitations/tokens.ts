import { timingSafeEqual } from "node:crypto";
import { env } from "@/platform/env";
import { sign } from "@/platform/secret";

/** The token of an invitation: kept nowhere, and the same whenever an owner or admin copies its link again. */
export const invitationToken = (id: string): string => sign("invitation", id);

/**
 * What the link in an invitation's mail has besides the token that can be copied: who brings it has read the mail, and
 * no owner or admin can know it.
 */
const proofOf = (id: string): string => sign("invitation-mail", id);

/** The page of an invitation as its mail links to it. */
export const mailedPage = (id: string): string =>
  `${env().publicUrl.origin}/join/${invitationToken(id)}.${proofOf(id)}`;

/** Reads what stands in a link: the token, and the proof if it came by mail. */
export function readLink(text: string): { token: string; isProofOf(id: string): boolean } {
  const [token = "", proof = ""] = text.split(".");
  return {
    token,
    isProofOf(id) {
      const right = Buffer.from(proofOf(id));
      const shown = Buffer.from(proof);
      return shown.length === right.length && timingSafeEqual(shown, right);
    },
  };
}
