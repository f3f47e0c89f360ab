import { and, eq, gt, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import type { Composer } from "@/features/mails";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { now } from "@/kernel/clock";
import type { Read } from "@/platform/db";
import { members, oneTimeLinks, workspace } from "@/platform/db/schema";
import { letter } from "@/platform/mail";
import { codeOf } from "./confirm-by-mail";

/** Whose code it is, while it is good for something. */
async function addressee(read: Read, linkId: string) {
  const [found] = await read
    .select({ name: members.name, locale: members.locale, team: workspace.name })
    .from(oneTimeLinks)
    .innerJoin(members, and(eq(members.id, oneTimeLinks.memberId), isNull(members.deactivatedAt)))
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(
      and(
        eq(oneTimeLinks.id, linkId),
        eq(oneTimeLinks.kind, "confirm"),
        isNull(oneTimeLinks.spentAt),
        isNull(oneTimeLinks.revokedAt),
        gt(oneTimeLinks.expiresAt, now()),
      ),
    );
  return found;
}

/** The mail with the code by which a member shows that it is still them. Nothing in it acts. */
export const confirmComposer: Composer = {
  isSecret: true,

  async prepare(tx, { subjectId }) {
    const to = subjectId ? await addressee(tx, subjectId) : undefined;
    if (!subjectId || !to) return null;
    return async () => {
      const locale = resolveLocale({ member: to.locale });
      const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "confirmMail" });
      const { name, team } = to;
      // The subject is kept, and shown to whoever sits at the browser: the code stands in the body alone.
      const subject = t("subject", { team });
      const parts = letter({
        lang: locale,
        subject,
        team,
        heading: t("heading", { name }),
        paragraphs: [t("body", { code: codeOf(subjectId).replace(/(.{4})/, "$1 ") }), t("rest")],
        why: t("why", { team }),
      });
      return { subject, ...parts, references: [], fullPostIds: [] };
    };
  },

  // Nothing of it is kept that could go again.
  mayRepeat: async () => false,
};
