import { and, eq, gt, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { linkToken } from "@/features/auth";
import type { Composer, MailRef } from "@/features/mails";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { now } from "@/kernel/clock";
import type { Read } from "@/platform/db";
import { addressChanges, type LinkKind, members, oneTimeLinks, workspace } from "@/platform/db/schema";
import { env } from "@/platform/env";
import { letter } from "@/platform/mail";

type Kind = "prove-address" | "address-changed" | "merge";

/** What each kind of these mails opens, and where its link leads. */
const about = {
  "prove-address": { link: "prove-address", path: "prove", words: "prove" },
  "address-changed": { link: "revert-address", path: "revert", words: "changed" },
  merge: { link: "merge", path: "merge", words: "merge" },
} as const satisfies Record<Kind, { link: LinkKind; path: string; words: string }>;

/** The link that a mail holds, while it still opens something, with the member for whom it was made and the team. */
async function openLink(read: Read, kind: Kind, { subjectId }: MailRef) {
  if (!subjectId) return undefined;
  const [found] = await read
    .select({
      id: oneTimeLinks.id,
      payload: oneTimeLinks.payload,
      name: members.name,
      handle: members.handle,
      locale: members.locale,
      team: workspace.name,
    })
    .from(oneTimeLinks)
    .innerJoin(members, and(eq(members.id, oneTimeLinks.memberId), isNull(members.deactivatedAt)))
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(
      and(
        eq(oneTimeLinks.id, subjectId),
        eq(oneTimeLinks.kind, about[kind].link),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
        gt(oneTimeLinks.expiresAt, now()),
      ),
    );
  return found;
}

/** What the words of a link's mail name besides its maker. Null when nothing is left to say. */
async function namedIn(read: Read, kind: Kind, payload: Record<string, unknown>): Promise<Named | null> {
  if (kind === "prove-address") return { address: String(payload.address) };
  if (kind === "merge") return otherAccount(read, payload.fromId);
  const [change] = await read
    .select({ address: addressChanges.newAddress })
    .from(addressChanges)
    .where(eq(addressChanges.id, String(payload.changeId)));
  return change ?? null;
}
type Named = { address?: string; other?: string; locale?: string };

/** The account that would go, whose own language its mail is in. None: whoever asked named an address of nobody. */
async function otherAccount(read: Read, fromId: unknown): Promise<Named | null> {
  if (typeof fromId !== "string") return null;
  const [from] = await read
    .select({ handle: members.handle, locale: members.locale })
    .from(members)
    .where(and(eq(members.id, fromId), isNull(members.deactivatedAt)));
  return from ? { other: from.handle, locale: from.locale } : null;
}

const composerOf = (kind: Kind): Composer => ({
  isSecret: true,

  async prepare(tx, mail) {
    const link = await openLink(tx, kind, mail);
    const named = link ? await namedIn(tx, kind, link.payload) : null;
    if (!link || !named) return null;
    return async () => {
      const locale = resolveLocale({ member: named.locale ?? link.locale });
      const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "addressMail" });
      const { path, words } = about[kind];
      const { name, handle, team } = link;
      const values = { name, handle, team, address: named.address ?? "", other: named.other ?? "" };
      const subject = t(`${words}.subject`, values);
      const parts = letter({
        lang: locale,
        subject,
        team,
        heading: t(`${words}.heading`, values),
        paragraphs: [t(`${words}.body`, values), t(`${words}.rest`, values)],
        button: { label: t(`${words}.button`), href: `${env().publicUrl.origin}/${path}/${linkToken(link.id)}` },
        why: t(`${words}.why`, values),
      });
      return { subject, ...parts, references: [], fullPostIds: [] };
    };
  },

  // Nothing of it is kept that could go again.
  mayRepeat: async () => false,
});

/** The mail to an address that a member added: its link proves it. */
export const proveComposer = composerOf("prove-address");
/** The mail to the address that is no longer the primary one: its link takes the change back. */
export const addressChangedComposer = composerOf("address-changed");
/** The mail to an address of the account that would go: its link merges it into the other. */
export const mergeComposer = composerOf("merge");
