import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { DAY, HOUR, MINUTE, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { type LinkKind, oneTimeLinks } from "@/platform/db/schema";
import { sign } from "@/platform/secret";
import type { LinkState } from "./contract";
import { hashToken } from "./tokens";

const LIFETIME: Record<LinkKind, number> = {
  setup: 30 * DAY,
  "sign-in": 15 * MINUTE,
  reset: HOUR,
  "second-step": 10 * MINUTE,
  "prove-address": DAY,
  "revert-address": 7 * DAY,
  merge: HOUR,
  "self-join": DAY,
  passkey: 5 * MINUTE,
  confirm: 15 * MINUTE,
};

const words: Record<Exclude<LinkState, "open">, string> = {
  unknown: "This link is not one of ours, or only a part of it was copied. Ask for it again.",
  spent: "This link was used already; it works once. If that was you, sign in.",
  expired: "This link is too old. Ask for a new one.",
  revoked: "This link was withdrawn. A newer one takes its place; ask for it.",
};

const columns = {
  id: oneTimeLinks.id,
  makerId: oneTimeLinks.makerId,
  expiresAt: oneTimeLinks.expiresAt,
  spentAt: oneTimeLinks.spentAt,
  spentBy: oneTimeLinks.spentBy,
  revokedAt: oneTimeLinks.revokedAt,
  memberId: oneTimeLinks.memberId,
  payload: oneTimeLinks.payload,
};

/**
 * The token of a link: 32 bytes of HMAC that only this installation's secret can make. Kept nowhere, and the same
 * whenever it is asked for, so that a mail that is sent again after a crash holds the same link.
 */
export const linkToken = (linkId: string): string => sign("link", linkId);

/** A link as whoever made it may pass it on. */
export type MadeLink = { linkId: string; token: string; expiresAt: number };

export type NewLink = { makerId?: string | null; memberId?: string | null; payload?: Record<string, unknown> };

/** Makes a link of a kind: who made it, whom it is for, and what its spender will need to know. */
export async function makeLink(tx: Tx, kind: LinkKind, about: NewLink = {}): Promise<MadeLink> {
  const { makerId = null, memberId = null, payload = {} } = about;
  const createdAt = now();
  const id = newId();
  const token = linkToken(id);
  const expiresAt = createdAt + LIFETIME[kind];
  await tx
    .insert(oneTimeLinks)
    .values({ id, kind, tokenHash: hashToken(token), payload, makerId, memberId, createdAt, expiresAt });
  return { linkId: id, token, expiresAt };
}

/** Withdraws what is still open of a member's links of these kinds. */
export async function revokeLinks(tx: Tx, memberId: string, kinds: readonly LinkKind[]): Promise<void> {
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(
      and(
        eq(oneTimeLinks.memberId, memberId),
        inArray(oneTimeLinks.kind, [...kinds]),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
      ),
    );
}

/** Withdraws what is still open of these links. */
export async function revokeLinkIds(tx: Tx, linkIds: readonly string[]): Promise<void> {
  if (linkIds.length === 0) return;
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(and(inArray(oneTimeLinks.id, [...linkIds]), isNull(oneTimeLinks.spentAt), isNull(oneTimeLinks.revokedAt)));
}

/** Withdraws every open link that is for a member or was made by them: with their membership these end, too. */
export async function revokeLinksAbout(tx: Tx, memberId: string): Promise<void> {
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(
      and(
        or(eq(oneTimeLinks.memberId, memberId), eq(oneTimeLinks.makerId, memberId)),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
      ),
    );
}

/**
 * A link by which a member chooses a new password, good once and for an hour; their earlier ones end. `makerId` is who
 * hands it to them, null for the host and for the member's own asking.
 */
export async function makeResetLink(tx: Tx, memberId: string, makerId: string | null): Promise<MadeLink> {
  await revokeLinks(tx, memberId, ["reset"]);
  return makeLink(tx, "reset", { makerId, memberId });
}

/**
 * A fresh token for the one-time link that sets up a team; the earlier ones end. The server prints it at each start, as
 * long as there is no team.
 */
export async function setupLink(tx: Tx): Promise<{ token: string }> {
  await tx
    .update(oneTimeLinks)
    .set({ revokedAt: now() })
    .where(and(eq(oneTimeLinks.kind, "setup"), isNull(oneTimeLinks.spentAt), isNull(oneTimeLinks.revokedAt)));
  const { token } = await makeLink(tx, "setup");
  return { token };
}

async function find(read: Read, kind: LinkKind, token: string) {
  const [link] = await read
    .select(columns)
    .from(oneTimeLinks)
    .where(and(eq(oneTimeLinks.tokenHash, hashToken(token)), eq(oneTimeLinks.kind, kind)));
  return link;
}

function stateOf(link: Awaited<ReturnType<typeof find>>): LinkState {
  if (!link) return "unknown";
  if (link.spentAt !== null) return "spent";
  if (link.revokedAt !== null) return "revoked";
  return link.expiresAt <= now() ? "expired" : "open";
}

/** What a link is good for, who made it, and what it holds. Looking spends nothing, whoever looks. */
export async function lookAtLink(read: Read, kind: LinkKind, token: string) {
  const link = await find(read, kind, token);
  return {
    state: stateOf(link),
    makerId: link?.makerId ?? null,
    memberId: link?.memberId ?? null,
    payload: link?.payload ?? {},
  };
}

/**
 * What a call that wants to spend a link may do: it is `open`, or it was `repeated`, when the same member came of it before.
 * @throws AppError NOT_FOUND or GONE, saying why the link opens nothing, with `data.link`.
 */
export async function claimLink(
  read: Read,
  kind: LinkKind,
  token: string,
  memberId: string,
): Promise<{ linkId: string; repeated: boolean; payload: Record<string, unknown> }> {
  const link = await find(read, kind, token);
  const state = stateOf(link);
  if (link && state === "open") return { linkId: link.id, repeated: false, payload: link.payload };
  if (link && state === "spent" && link.spentBy === memberId)
    return { linkId: link.id, repeated: true, payload: link.payload };
  throw deadLink(state);
}

/** Why a link opens nothing (any more), as a refusal. */
export function deadLink(state: LinkState): AppError {
  const why = state === "open" ? "unknown" : state;
  return new AppError(why === "unknown" ? "NOT_FOUND" : "GONE", words[why], { link: why });
}

/**
 * Spends a claimed link; `memberId` is who came of it. Of two that try at once, one gets it.
 * @throws AppError GONE when it was spent meanwhile.
 */
export async function spendLink(tx: Tx, linkId: string, memberId: string | null): Promise<void> {
  const spent = await tx
    .update(oneTimeLinks)
    .set({ spentAt: now(), spentBy: memberId })
    .where(and(eq(oneTimeLinks.id, linkId), isNull(oneTimeLinks.spentAt)))
    .returning({ id: oneTimeLinks.id });
  if (spent.length === 0) throw deadLink("spent");
}

/** A link that is still open, for one try. @throws AppError NOT_FOUND or GONE, saying why it opens nothing, with `data.link`. */
export async function openLink(
  read: Read,
  kind: LinkKind,
  token: string,
): Promise<{ linkId: string; memberId: string | null; payload: Record<string, unknown> }> {
  const link = await find(read, kind, token);
  const state = stateOf(link);
  if (link && state === "open") return { linkId: link.id, memberId: link.memberId, payload: link.payload };
  throw deadLink(state);
}
