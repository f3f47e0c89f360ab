"use client";

import clsx from "clsx";
import { Inbox, LogOut, Mail, MessageCircle, Search, Settings, ShieldCheck, UserRound, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { isAdmin, ofPeople, type Place } from "@/client/place";
import { Avatar } from "../avatar";
import { Mark } from "../mark";
import { Menu } from "../menu";
import { VisuallyHidden } from "../visually-hidden";

type SidebarProps = {
  team: string;
  place: Place;
  /** Threads in the inbox with something unread. */
  unread: number;
  /** Whether a conversation holds something unread. */
  messages: boolean;
  /** The channels of the reader, as they keep them. */
  channels: ReactNode;
  /** `note` says what their calendar says: "Working until 18:00 · Lisbon". */
  me: { id: string; name: string; pictureId?: string | null; note?: ReactNode };
  /** Whether they are an owner or admin. */
  isRunner: boolean;
  onSignOut: () => void;
};

/** Where one can go, beside everything else. What is new is heavier, and nothing shouts. */
export function Sidebar({ team, place, unread, messages, channels, me, isRunner, onSignOut }: SidebarProps) {
  const t = useTranslations("shell");
  return (
    <nav
      aria-label={t("main")}
      className="flex min-h-0 flex-col border-e border-line bg-sunken px-2 pt-3 pb-2 max-md:hidden"
    >
      <p className="flex items-center gap-2 px-2 pt-1 pb-4 font-title text-[17px] leading-tight font-semibold tracking-[-0.01em]">
        <Mark />
        <span className="truncate">{team}</span>
      </p>
      <div className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2">
        <ul className="mb-5 grid gap-px">
          <NavLine href="/inbox" current={place.at === "inbox"} icon={<Inbox aria-hidden />} strong={unread > 0}>
            {t("inbox")}
            {unread > 0 && (
              <span className="ms-auto text-xs font-semibold text-ink-2 tabular-nums">
                {unread > 99 ? "99+" : unread}
                <VisuallyHidden>{` ${t("unread")}`}</VisuallyHidden>
              </span>
            )}
          </NavLine>
          <NavLine
            href="/messages"
            current={place.at === "messages" || place.at === "new-message"}
            icon={<MessageCircle aria-hidden />}
            strong={messages}
          >
            {t("messages")}
            {messages && <VisuallyHidden>{`, ${t("unread")}`}</VisuallyHidden>}
          </NavLine>
          <NavLine href="/search" current={place.at === "search"} icon={<Search aria-hidden />}>
            {t("search")}
          </NavLine>
          <NavLine href="/members" current={ofPeople(place)} icon={<Users aria-hidden />}>
            {t("members")}
          </NavLine>
          {isRunner && (
            <NavLine href="/admin/members" current={isAdmin(place)} icon={<ShieldCheck aria-hidden />}>
              {t("admin")}
            </NavLine>
          )}
        </ul>
        {channels}
      </div>
      <div className="border-t border-line pt-2">
        <Menu
          button={(wiring) => (
            <button
              {...wiring}
              type="button"
              className="flex w-full items-center gap-2.5 rounded-[8px] px-2.5 py-1.5 text-start transition-colors hover:bg-hover"
            >
              <Avatar id={me.id} name={me.name} pictureId={me.pictureId} size="sm" />
              <span className="min-w-0">
                <span className="block truncate font-semibold">{me.name}</span>
                {me.note && <span className="block truncate text-xs text-ink-3">{me.note}</span>}
              </span>
            </button>
          )}
          items={[
            { label: t("profile"), icon: <UserRound aria-hidden />, href: "/settings/profile" },
            { label: t("settings"), icon: <Settings aria-hidden />, href: "/settings" },
            { label: t("mails"), icon: <Mail aria-hidden />, href: "/settings/mail" },
            { label: t("signOut"), icon: <LogOut aria-hidden className="rtl:-scale-x-100" />, run: onSignOut },
          ]}
        />
      </div>
    </nav>
  );
}

type NavLineProps = { href: string; current: boolean; icon: ReactNode; strong?: boolean; children: ReactNode };

function NavLine({ href, current, icon, strong = false, children }: NavLineProps) {
  return (
    // A grid's column is as wide as its longest word, unless it may be less.
    <li className="min-w-0">
      <Link
        href={href}
        aria-current={current ? "page" : undefined}
        className={clsx(
          "flex h-8 items-center gap-2.5 rounded-[8px] px-2.5 transition-colors",
          current ? "bg-surface shadow-1" : "hover:bg-hover",
          strong ? "font-semibold" : "font-medium",
          strong || current ? "text-ink" : "text-ink-2",
          "[&_svg]:shrink-0 [&_svg]:text-ink-2",
        )}
      >
        {icon}
        {children}
      </Link>
    </li>
  );
}
