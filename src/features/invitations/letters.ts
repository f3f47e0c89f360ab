import { createTranslator } from "next-intl";
import { addressBelongs } from "@/features/addresses";
import { linkToken } from "@/features/auth";
import type { Composed, Composer } from "@/features/mails";
import { memberSummaries } from "@/features/members";
import { workspaceOf } from "@/features/settings";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { env } from "@/platform/env";
import { letter } from "@/platform/mail";
import { lookAtSelfJoin } from "./self-join";
import { standingById } from "./standing";
import { mailedPage } from "./tokens";

type About = { kind: "invited" | "self" | "known"; by: string; team: string; href: string };

/** Puts a letter to somebody who is no member into a language. Its subject, which is kept, names nobody. */
async function write({ kind, by, team, href }: About, language: string): Promise<Composed> {
  const locale = resolveLocale({ member: language });
  const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "invitationMail" });
  const subject = t(`${kind}.subject`, { team });
  const parts = letter({
    lang: locale,
    subject,
    team,
    heading: t(`${kind}.heading`, { by, team }),
    paragraphs: [t(`${kind}.body`, { by, team })],
    button: { label: t(`${kind}.button`, { team }), href },
    why: t(`${kind}.why`, { by, team }),
  });
  return { subject, ...parts, references: [], fullPostIds: [] };
}

/** An invitation by mail: from the team, in the language of whoever invites. Not sent once it is dead. */
export const invitationComposer: Composer = {
  isSecret: true,
  async prepare(tx, { subjectId }) {
    const { state, invitation, maker } = await standingById(tx, subjectId ?? "");
    if (state !== "open" || !invitation || !maker) return null;
    const team = (await workspaceOf(tx))?.name ?? "";
    const by = (await memberSummaries(tx, [maker.id])).get(maker.id)?.name ?? "";
    return () => write({ kind: "invited", by, team, href: mailedPage(invitation.id) }, maker.locale);
  },
  mayRepeat: async (tx, { subjectId }) => (await standingById(tx, subjectId ?? "")).state === "open",
};

/** The answer to who asks to join by themselves; a member is told that they are one. */
export const selfJoinComposer: Composer = {
  isSecret: true,
  async prepare(tx, { subjectId }) {
    const token = linkToken(subjectId ?? "");
    const { state, team, address, locale } = await lookAtSelfJoin(tx, token);
    if (state !== "open" || address === null || team === null || locale === null) return null;
    const { origin } = env().publicUrl;
    const about: About = (await addressBelongs(tx, address))
      ? { kind: "known", by: "", team, href: `${origin}/sign-in` }
      : { kind: "self", by: "", team, href: `${origin}/join/self/${token}` };
    return () => write(about, locale);
  },
  mayRepeat: async (tx, { subjectId }) => (await lookAtSelfJoin(tx, linkToken(subjectId ?? ""))).state === "open",
};
