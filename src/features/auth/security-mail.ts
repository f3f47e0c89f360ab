import { and, eq, isNull } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { type Composer, createMail } from "@/features/mails";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { formatLocal } from "@/kernel/calendar";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import type { Read, Tx } from "@/platform/db";
import { members, workspace } from "@/platform/db/schema";
import { env } from "@/platform/env";
import { letter } from "@/platform/mail";
import { requestScope } from "@/platform/request";
import { deviceOf } from "./device";

/** What about the ways into an account its member is told by mail, whoever did it. */
const securityNews = [
  "password_changed",
  "passkey_added",
  "second_step_on",
  "second_step_off",
  "recovery_code_used",
  "provider_linked",
] as const;
export type SecurityNews = (typeof securityNews)[number];

/**
 * Tells a member by mail that something about the ways into their account was changed.
 * @param userAgent what the browser that did it says of itself; that of the request at hand.
 */
export async function tellMember(
  tx: Tx,
  memberId: string,
  what: SecurityNews,
  userAgent = requestScope()?.client.device ?? "",
): Promise<void> {
  const { browser, system } = deviceOf(userAgent);
  // The mail is written when it is sent, and the session may be gone by then: what it says stands in its slot.
  await createMail(tx, { memberId, kind: "security", slot: [what, now(), browser, system, newId()].join(":") });
}

function readSlot(slot: string) {
  const [what = "", at = "", browser = "", system = ""] = slot.split(":");
  return { what: securityNews.find((each) => each === what), at: Number(at), browser, system };
}

async function addressee(read: Read, memberId: string) {
  const [found] = await read
    .select({ name: members.name, locale: members.locale, zone: members.zone, team: workspace.name })
    .from(members)
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)));
  return found;
}

/** The mail that says that a way into the account was changed, when, and from what kind of browser. */
export const securityComposer: Composer = {
  async prepare(tx, mail) {
    const to = mail.memberId ? await addressee(tx, mail.memberId) : undefined;
    const { what, at, browser, system } = readSlot(mail.slot);
    if (!to || !what) return null;
    return async () => {
      const locale = resolveLocale({ member: to.locale });
      const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "securityMail" });
      const device = browser && system ? t("device", { browser, system }) : browser || system || t("unknownDevice");
      const time = formatLocal(to.zone, at, locale === "en" ? "en-GB" : locale, "long");
      const subject = t(`${what}.subject`, { team: to.team });
      const parts = letter({
        lang: locale,
        subject,
        team: to.team,
        heading: t(`${what}.heading`, { name: to.name }),
        paragraphs: [t(`${what}.body`, { time, device }), t("ifNot")],
        button: { label: t("button"), href: `${env().publicUrl.origin}/settings/security` },
        why: t("why", { team: to.team }),
      });
      return { subject, ...parts, references: [], fullPostIds: [] };
    };
  },

  mayRepeat: async () => true,
};
