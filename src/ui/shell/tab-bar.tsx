"use client";

import clsx from "clsx";
import { Hash, Inbox, MessageCircle, Settings, SquarePen, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { isAdmin, ofPeople, type Place } from "@/client/place";
import { VisuallyHidden } from "../visually-hidden";

type TabBarProps = {
  place: Place;
  unread: number;
  /** Whether a conversation holds something unread. */
  messages: boolean;
  /** Leads to a new thread, or message; without it there is no channel to write in. */
  writeHref?: string;
};

/** The ways to go on a phone, under the thumb. */
export function TabBar({ place, unread, messages, writeHref }: TabBarProps) {
  const t = useTranslations("shell");
  const inChannels = place.at === "channels" || place.at === "channel" || place.at === "channel-about";
  const tabs = [
    { href: "/inbox", label: t("inbox"), Icon: Inbox, current: place.at === "inbox", marked: unread > 0 },
    {
      href: "/messages",
      label: t("messages"),
      Icon: MessageCircle,
      current: place.at === "messages",
      marked: messages,
    },
    { href: "/channels", label: t("channels"), Icon: Hash, current: inChannels },
    ...(writeHref
      ? [
          {
            href: writeHref,
            label: t("write"),
            Icon: SquarePen,
            current: place.at === "new-thread" || place.at === "new-message",
          },
        ]
      : []),
    { href: "/members", label: t("members"), Icon: Users, current: ofPeople(place) || isAdmin(place) },
    {
      href: "/settings",
      label: t("settings"),
      Icon: Settings,
      current: ["settings", "profile", "addresses", "security", "mails"].includes(place.at),
    },
  ];
  return (
    <nav aria-label={t("main")} className="border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="grid auto-cols-fr grid-flow-col px-1 pt-1 pb-1.5">
        {tabs.map(({ href, label, Icon, current, marked }) => (
          <li key={label}>
            <Link
              href={href}
              aria-current={current ? "page" : undefined}
              className={clsx(
                "relative grid min-h-12 content-center justify-items-center gap-1 rounded-sm text-[11px] leading-none font-medium",
                current ? "text-tide-ink" : "text-ink-3",
              )}
            >
              <Icon aria-hidden className="size-5.5" />
              <span className="max-w-full truncate">{label}</span>
              {marked && (
                <>
                  <span aria-hidden className="absolute top-1 ms-7 size-1.75 rounded-full bg-tide" />
                  <VisuallyHidden>{t("unread")}</VisuallyHidden>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
