"use client";

import { ArrowLeft, Hash, LockKeyhole, MessageCircle } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { cityOf } from "@/features/settings/ui";
import { Avatar, buttonLook, clockLabel, usePersonName, useReader } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { MemberView } from "../contract";
import { nameOfLanguage } from "./languages";
import { weekLines } from "./week-lines";

type MemberPageProps = { member: MemberView; mine: boolean };

/** Who somebody is, and when they work: facts, and nothing of what they are doing now. */
export function MemberPage({ member, mine }: MemberPageProps) {
  const t = useTranslations("member");
  const nameOf = usePersonName();
  return (
    <PageColumn
      title={nameOf(member.name)}
      action={
        mine ? (
          <Link href="/settings/profile" className={buttonLook()}>
            {t("edit")}
          </Link>
        ) : (
          member.active && (
            <Link href={hrefOf({ at: "new-message", to: member.id })} className={buttonLook()}>
              <MessageCircle aria-hidden />
              <span className="max-w-60 truncate">{t("write", { name: member.name })}</span>
            </Link>
          )
        )
      }
    >
      <Link href="/members" className="inline-flex min-h-11 items-center gap-1.5 text-sm text-ink-2 hover:text-ink">
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        {t("back")}
      </Link>
      {member.name === "" ? (
        <p className="mt-2 text-row text-ink-2">{t("erased")}</p>
      ) : (
        <Facts member={member} mine={mine} />
      )}
    </PageColumn>
  );
}

/** What somebody says of themselves, and what their calendar says. */
function Facts({ member, mine }: MemberPageProps) {
  const t = useTranslations("member");
  const roles = useTranslations("members");
  const locale = useLocale();
  const { now } = useReader();
  const week = weekLines(member.hours, locale);
  return (
    <>
      <div className="mt-2 mb-8 flex items-center gap-5">
        <Avatar {...member} size="lg" />
        <div className="min-w-0">
          <p className="truncate text-row">
            <span dir="ltr">@{member.handle}</span>
          </p>
          {member.pronouns && <p className="text-ink-2 wrap-anywhere">{member.pronouns}</p>}
          {member.role !== "member" && <p className="text-ink-2">{roles(`role.${member.role}`)}</p>}
          {!member.active && <p className="font-medium text-held">{t("left")}</p>}
        </div>
      </div>
      <dl>
        <Fact name={t("time")}>
          <span suppressHydrationWarning className="tabular-nums">
            {clockLabel(now, member.zone, locale)}
          </span>
          <span className="text-ink-2">{` · ${t("zone", { city: cityOf(member.zone), zone: member.zone })}`}</span>
        </Fact>
        <Fact name={t("hours")}>
          {week.length === 0
            ? t("noHours")
            : week.map(([days, spans]) => <span key={days} className="block tabular-nums">{`${days} ${spans}`}</span>)}
        </Fact>
        {member.languages.length > 0 && (
          <Fact name={t("languages")}>
            {member.languages.map((tag, index) => (
              <span key={tag}>
                {index > 0 && ", "}
                <bdi lang={tag} suppressHydrationWarning>
                  {nameOfLanguage(tag)}
                </bdi>
              </span>
            ))}
          </Fact>
        )}
        {member.groups.length > 0 && (
          <Fact name={t("groups")}>
            <Links
              items={member.groups.map(({ id, name }) => ({
                id,
                href: hrefOf({ at: "group", group: id }),
                label: name,
              }))}
            />
          </Fact>
        )}
        {member.channels.length > 0 && !mine && (
          <Fact name={t("channels")}>
            <Links
              items={member.channels.map(({ id, name, visibility }) => ({
                id,
                href: hrefOf({ at: "channel", channel: id }),
                label: name,
                icon: visibility === "private" ? <LockKeyhole aria-hidden /> : <Hash aria-hidden />,
              }))}
            />
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-4 border-t border-line py-3 last:border-b max-sm:grid-cols-1">
      <dt className="text-sm leading-6 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-row wrap-anywhere">{children}</dd>
    </div>
  );
}

type LinkItem = { id: string; href: string; label: string; icon?: ReactNode };

function Links({ items }: { items: LinkItem[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {items.map(({ id, href, label, icon }) => (
        <li key={id} className="min-w-0">
          <Link
            href={href}
            className="inline-flex min-h-6 max-w-full items-center gap-1 underline decoration-line-strong underline-offset-3 hover:decoration-ink max-md:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3"
          >
            {icon}
            <span className="truncate">{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
