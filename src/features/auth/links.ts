import { and, eq, isNull } from "drizzle-orm";
import { DAY, now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { type LinkKind, oneTimeLinks } from "@/platform/db/schema";
import type { JoinLink, LinkState } from "./contract";
import { hashToken, newToken } from "./tokens";

const LIFETIME: Record<LinkKind, number> = { setup: 30 * DAY, join: 7 * DAY };

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
};

/** Makes a link. Its token leaves here once and is kept nowhere. */
export async function makeLink(tx: Tx, kind: LinkKind, makerId: string | null): Promise<JoinLink> {
  const at = now();
  const token = newToken();
  const link = { id: newId(), kind, tokenHash: hashToken(token), payload: {}, makerId, createdAt: at };
  const expiresAt = at + LIFETIME[kind];
  await tx.insert(oneTimeLinks).values({ ...link, expiresAt });
  return { linkId: link.id, token, expiresAt };
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
  const { token } = await makeLink(tx, "setup", null);
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

/** What a link is good for, and who made it. Looking spends nothing, whoever looks. */
export async function lookAtLink(read: Read, kind: LinkKind, token: string) {
  const link = await find(read, kind, token);
  return { state: stateOf(link), makerId: link?.makerId ?? null };
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
): Promise<{ linkId: string; repeated: boolean }> {
  const link = await find(read, kind, token);
  const state = stateOf(link);
  if (link && state === "open") return { linkId: link.id, repeated: false };
  if (link && state === "spent" && link.spentBy === memberId) return { linkId: link.id, repeated: true };
  const why = state === "open" ? "unknown" : state;
  throw new AppError(why === "unknown" ? "NOT_FOUND" : "GONE", words[why], { link: why });
}

/** Spends a claimed link. Of two that try at once, one gets it. @throws AppError GONE when it was spent meanwhile. */
export async function spendLink(tx: Tx, linkId: string, memberId: string): Promise<void> {
  const spent = await tx
    .update(oneTimeLinks)
    .set({ spentAt: now(), spentBy: memberId })
    .where(and(eq(oneTimeLinks.id, linkId), isNull(oneTimeLinks.spentAt)))
    .returning({ id: oneTimeLinks.id });
  if (spent.length === 0) throw new AppError("GONE", words.spent, { link: "spent" });
}
