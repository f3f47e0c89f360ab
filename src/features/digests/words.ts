import { createTranslator } from "next-intl";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { formatLocal } from "@/kernel/calendar";
import { env } from "@/platform/env";
import { type SectionKind, sectionKinds } from "./choice";
import type { DigestModel, ModelThread } from "./model";
import { viewOfPost } from "./post-view";
import type { DigestView, ViewThread } from "./view";

type Reason = ModelThread["reason"];

/** How a thread's line speaks of its reason. Asks and groups speak for themselves once they exist. */
const tones: Record<Reason, "mentioned" | "message" | "replied" | "following" | "new"> = {
  asked: "mentioned",
  mentioned: "mentioned",
  direct: "message",
  replied: "replied",
  group: "mentioned",
  following: "following",
  channel: "new",
};

/** English dates are written with the day first. */
const dateLocale = (locale: string): string => (locale === "en" ? "en-GB" : locale);

const dayIn = (zone: string, locale: string, at: number, length: "short" | "long"): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { timeZone: zone, weekday: length, day: "numeric", month: length })
    .format(at)
    .replace(",", "");

/** Puts a digest into its reader's language and zone. `unsubscribe` is the page that switches it off. */
export async function wordsOf(model: DigestModel, unsubscribe: string): Promise<DigestView> {
  const { to, team, at, cause, sections } = model;
  const locale = resolveLocale({ member: to.locale });
  const t = createTranslator({ locale, messages: await messagesFor(locale), namespace: "mail" });
  const { origin } = env().publicUrl;
  const time = (instant: number) => formatLocal(to.zone, instant, dateLocale(to.locale), "short");

  const countOf = (kind: SectionKind): number => {
    const section = sections.find((each) => each.kind === kind);
    return section ? section.threads.length + section.older : 0;
  };
  const counts = {
    called: countOf("called"),
    messages: countOf("messages"),
    following: countOf("following"),
    new: countOf("new"),
  };
  const threads = sections.flatMap((section) => section.threads);
  const only = threads.length === 1 && sections[0]?.older === 0 ? threads[0] : undefined;
  const parts = sectionKinds.filter((kind) => counts[kind] > 0);
  const day = dayIn(to.zone, to.locale, at, "short");

  const viewOf = (thread: ModelThread): ViewThread => {
    const [first] = thread.shown;
    const tone = thread.direct ? "message" : tones[thread.reason];
    return {
      title: thread.title,
      href: `${origin}/t/${thread.threadId}`,
      meta: t(`meta.${tone}`, {
        author: first?.author || t("former"),
        channel: thread.channelName,
        time: first ? time(first.at) : "",
        count: thread.unread,
      }),
      posts: thread.shown.map((post, index) => ({
        by: index === 0 ? null : t("by", { author: post.author || t("former"), time: time(post.at) }),
        ...viewOfPost(post, model.reader),
      })),
      more: thread.more > 0 ? t("more", { count: thread.more }) : null,
    };
  };

  return {
    lang: locale,
    subject: only
      ? t(only.direct ? "subject.conversation" : "subject.one", { day, title: only.title })
      : t("subject.many", {
          day,
          parts: parts.map((kind) => t(`subject.${kind}`, { count: counts[kind] })).join(", "),
        }),
    eyebrow: `${team} · ${dayIn(to.zone, to.locale, at, "long")}`,
    heading: [greeting(), ...lede()].join(" "),
    sections: sections.map(({ kind, threads, older }) => ({
      title: t(`section.${kind}`),
      isCall: kind === "called",
      threads: threads.map(viewOf),
      older: older > 0 ? { label: t("older", { count: older }), href: `${origin}/inbox` } : null,
    })),
    why: cause === "day_began" ? t("why.dayBegan") : t("why.askedFor"),
    links: [
      { label: t("change"), href: `${origin}/settings#digest` },
      { label: t("unsubscribe"), href: unsubscribe },
    ],
  };

  /** What the mail brings, in a few sentences. */
  function lede(): string[] {
    if (counts.called === 0 && counts.messages === 0) return [t("lede.quiet")];
    const calls = (["called", "messages"] as const).filter((kind) => counts[kind] > 0);
    const sentences = calls.map((kind) => t(`lede.${kind}`, { count: counts[kind] }));
    return parts.length > calls.length ? [...sentences, t("lede.rest")] : sentences;
  }

  function greeting(): string {
    const hour = Number(formatLocal(to.zone, at, "en", "time").slice(0, 2));
    const name = to.name;
    if (hour >= 4 && hour < 12) return t("greeting.morning", { name });
    return hour < 18 && hour >= 12 ? t("greeting.day", { name }) : t("greeting.evening", { name });
  }
}
