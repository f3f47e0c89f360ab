import { and, eq, gt, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import type { Composer } from "@/features/mails";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { now } from "@/kernel/clock";
import type { Read } from "@/platform/db";
import { members, oneTimeLinks, workspace } from "@/platform/db/schema";
import { env } from "@/platform/env";
import { letter } from "@/platform/mail";
import { linkToken } from "./links";
import type { MailLink } from "./mail-links";

/** A link while it opens something, with the words that its mail needs. */
async function openLinkOf(read: Read, kind: MailLink, linkId: string) {
  const [found] = await read
    .select({ name: members.name, locale: members.locale, team: workspace.name })
    .from(oneTimeLinks)
    .innerJoin(members, and(eq(members.id, oneTimeLinks.memberId), isNull(members.deactivatedAt)))
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(
      and(
        eq(oneTimeLinks.id, linkId),
        eq(oneTimeLinks.kind, kind),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
        gt(oneTimeLinks.expiresAt, now()),
      ),
    );
  return found;
}

const composerOf = (kind: MailLink): Composer => ({
  isSecret: true,

  async prepare(tx, { subjectId }) {
    const to = subjectId ? await openLinkOf(tx, kind, subjectId) : undefined;
    if (!subjectId || !to) return null;
    return async () => {
      const locale = resolveLocale({ member: to.locale });
      const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "linkMail" });
      const { name, team } = to;
      const subject = t(`${kind}.subject`, { team });
      const parts = letter({
        lang: locale,
        subject,
        team,
        heading: t(`${kind}.heading`, { name }),
        paragraphs: [t(`${kind}.body`), t(`${kind}.rest`)],
        button: { label: t(`${kind}.button`), href: `${env().publicUrl.origin}/${kind}/${linkToken(subjectId)}` },
        why: t(`${kind}.why`, { team }),
      });
      return { subject, ...parts, references: [], fullPostIds: [] };
    };
  },

  // Nothing of it is kept that could go again.
  mayRepeat: async () => false,
});

/** The mails whose link lets their member in. */
export const linkComposers = { "sign-in": composerOf("sign-in"), reset: composerOf("reset") };
