import { and, eq } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { addresses, members, oidcSubjects, workspace } from "@/platform/db/schema";
import { env } from "@/platform/env";
import type { OidcRefusal, ProviderState } from "./contract";
import { tellMember } from "./security-mail";
import { assertConfirmed } from "./sessions";

/** What the provider says of somebody. `address` is absent unless the provider vouches that it is theirs. */
export type Claims = { issuer: string; subject: string; address: string | null };

/** A slash at the end makes no other provider: members stay who they are there. */
const issuerKey = (issuer: string): string => issuer.replace(/\/+$/, "");

const words: Record<OidcRefusal, string> = {
  unknown: "Nobody here has this account's address. Ask an owner or admin of the team for an invitation.",
  join: "Nobody here has this account's address, but its owner may join. Ask for the mail by which one joins.",
  unverified:
    "The provider does not vouch for this account's address. Sign in another way, and link it in your settings.",
  unproven: "The member with this account's address has not proven it yet. Sign in another way, and prove it.",
  deactivated: "This account is deactivated. Ask an owner or admin of the team.",
  other: "Another account of the provider is linked to this member. Sign in by that one, or in another way.",
  taken: "This account of the provider is linked to another member. Unlink it there first.",
};

const refusal = (why: OidcRefusal): AppError => new AppError("FORBIDDEN", words[why], { oidc: why });

async function subjectOf(read: Read, { issuer, subject }: Pick<Claims, "issuer" | "subject">) {
  const [row] = await read
    .select({ memberId: members.id, deactivatedAt: members.deactivatedAt })
    .from(oidcSubjects)
    .innerJoin(members, eq(members.id, oidcSubjects.memberId))
    .where(and(eq(oidcSubjects.issuer, issuerKey(issuer)), eq(oidcSubjects.subject, subject)));
  return row;
}

/**
 * Who somebody at the provider is here: by their subject, which never changes; else, once, by an address for which the
 * provider vouches and that its member has proven. Nobody becomes a member by this.
 * @returns `isNew` when they were linked just now.
 * @throws AppError FORBIDDEN, saying whom to ask, with `data.oidc`.
 */
export async function memberByClaims(tx: Tx, claims: Claims): Promise<{ memberId: string; isNew: boolean }> {
  const known = await subjectOf(tx, claims);
  if (known?.deactivatedAt === null) return { memberId: known.memberId, isNew: false };
  if (known) throw refusal("deactivated");
  if (!claims.address) throw refusal("unverified");

  const [owner] = await tx
    .select({ memberId: members.id, deactivatedAt: members.deactivatedAt, provenAt: addresses.provenAt })
    .from(addresses)
    .innerJoin(members, eq(members.id, addresses.memberId))
    .where(eq(addresses.addressKey, addressKey(claims.address)));
  if (!owner) throw refusal((await mayJoin(tx, claims.address)) ? "join" : "unknown");
  if (owner.provenAt === null) throw refusal("unproven");
  if (owner.deactivatedAt !== null) throw refusal("deactivated");
  await link(tx, owner.memberId, claims);
  return { memberId: owner.memberId, isNew: true };
}

/** Whether who has this address may join by themselves: its domain stands on the list, as a whole. */
async function mayJoin(read: Read, address: string): Promise<boolean> {
  const [team] = await read.select({ domains: workspace.joinDomains }).from(workspace).where(eq(workspace.id, 1));
  const key = addressKey(address);
  return (team?.domains ?? []).includes(key.slice(key.lastIndexOf("@") + 1));
}

async function link(tx: Tx, memberId: string, { issuer, subject }: Claims): Promise<void> {
  const theirs = and(eq(oidcSubjects.memberId, memberId), eq(oidcSubjects.issuer, issuerKey(issuer)));
  if ((await tx.$count(oidcSubjects, theirs)) > 0) throw refusal("other");
  await tx.insert(oidcSubjects).values({ id: newId(), issuer: issuerKey(issuer), subject, memberId, createdAt: now() });
  await tellMember(tx, memberId, "provider_linked");
}

/**
 * Links somebody at the provider to the actor, who asked for it. Twice is once.
 * @returns `isNew` when they were not linked before.
 * @throws AppError UNCONFIRMED, FORBIDDEN when either is linked to somebody else, with `data.oidc`.
 */
export async function linkClaims(tx: Tx, actor: Actor, claims: Claims): Promise<{ isNew: boolean }> {
  await assertConfirmed(tx, actor);
  const known = await subjectOf(tx, claims);
  if (known && known.memberId !== actor.id) throw refusal("taken");
  if (!known) await link(tx, actor.id, claims);
  return { isNew: !known };
}

/** Ends that the actor may sign in through the provider. Twice is once. @throws AppError UNCONFIRMED */
export async function unlinkProvider(tx: Tx, actor: Actor): Promise<void> {
  await assertConfirmed(tx, actor);
  await tx.delete(oidcSubjects).where(mine(actor.id));
}

/** The provider of this installation, and since when a member is linked to it; null when there is none. */
export async function providerOf(read: Read, memberId: string): Promise<ProviderState | null> {
  const { oidc } = env();
  if (!oidc) return null;
  const [row] = await read.select({ linkedAt: oidcSubjects.createdAt }).from(oidcSubjects).where(mine(memberId));
  return { name: oidc.name, linkedAt: row?.linkedAt ?? null };
}

const mine = (memberId: string) =>
  and(eq(oidcSubjects.memberId, memberId), eq(oidcSubjects.issuer, issuerKey(env().oidc?.issuer ?? "")));
