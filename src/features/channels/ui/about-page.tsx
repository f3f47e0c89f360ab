"use client";

import { Hash, LockKeyhole, LogOut, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/features/settings/ui";
import { Button, Time, usePersonName } from "@/ui";
import { Bar } from "@/ui/shell";
import type { ChannelAbout, ChannelView } from "../contract";
import { LevelChoice } from "./level-choice";

type AboutPageProps = {
  channel: ChannelView;
  about: ChannelAbout;
  back: string;
  onEdit: () => void;
  onJoin: () => void;
  onLeave: () => void;
  onLevel: (level: NonNullable<ChannelView["level"]>) => void;
  /** Who belongs to it, and who follows its threads from their start. */
  people: ReactNode;
  defaults: ReactNode;
  /** Who sees it, and its end; absent for who may not decide that. */
  govern?: ReactNode;
};

/** A channel itself: what it is for, what I want of it, who belongs to it, and what becomes of it. */
export function AboutPage(props: AboutPageProps) {
  const { channel, about, back } = props;
  const t = useTranslations("aboutChannel");
  const nameOf = usePersonName();
  const Icon = channel.visibility === "private" ? LockKeyhole : Hash;
  const made = about.maker ? "madeBy" : "made";
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <Bar back={{ href: back, label: t("back") }} where={t("title")} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-190 px-8 pt-6 pb-24 max-md:px-4 max-md:pt-4">
          <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
            <h1
              id="about-channel"
              className="flex min-w-0 flex-1 gap-2 font-title text-2xl font-semibold tracking-[-0.018em] max-sm:basis-full"
            >
              <Icon aria-hidden className="mt-[0.4em] size-5 shrink-0 text-ink-3" />
              <span className="min-w-0 wrap-anywhere">{channel.name}</span>
            </h1>
            {channel.mayChange && (
              <Button onClick={props.onEdit}>
                <Pencil aria-hidden />
                {t("edit")}
              </Button>
            )}
            {!channel.joined && !channel.archived && (
              <Button kind="primary" onClick={props.onJoin}>
                {t("join")}
              </Button>
            )}
          </div>
          {channel.archived && (
            <p role="status" className="mt-4 rounded-md bg-sunken px-4 py-3 text-row text-pretty">
              {t("archivedNote")}
            </p>
          )}
          <p className="mt-3 max-w-[60ch] text-row leading-[1.55] text-pretty wrap-anywhere">
            {channel.purpose || <span className="text-ink-3">{t("noPurpose")}</span>}
          </p>
          <p className="mt-2 text-sm text-pretty text-ink-2">
            {t(`sees.${channel.visibility}`)}{" "}
            {t.rich(made, {
              name: about.maker ? nameOf(about.maker.name) : "",
              time: () => <Time at={about.createdAt} />,
            })}
          </p>
          {channel.level && (
            <Section id="level" title={t("level")} lede={t("levelLede")}>
              <LevelChoice level={channel.level} onLevel={props.onLevel} />
            </Section>
          )}
          {props.people}
          {props.defaults}
          {props.govern}
          {channel.joined && (
            <Section id="leave" title={t("leave")} lede={t(`leaveLede.${channel.visibility}`)}>
              <Button onClick={props.onLeave}>
                <LogOut aria-hidden className="rtl:-scale-x-100" />
                {t("leave")}
              </Button>
            </Section>
          )}
        </div>
      </div>
    </section>
  );
}
