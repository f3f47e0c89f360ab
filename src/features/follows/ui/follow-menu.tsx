"use client";

import { Bell, BellMinus, BellOff, Check, ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Calendar } from "@/kernel/calendar";
import { Menu, timeLabel, useReader } from "@/ui";
import type { Follow, SetInput } from "../contract";
import { muteEnds } from "./mute-ends";

type Wish = Pick<SetInput, "state" | "until">;

type FollowMenuProps = {
  /** My tie to the thread; null when there is none. */
  follow: Follow | null;
  /** My hours: a mute ends when a day of mine begins. */
  calendar: Calendar;
  onFollow: (wish: Wish) => void;
};

/** What I want of a thread, each with what it does. */
export function FollowMenu({ follow, calendar, onFollow }: FollowMenuProps) {
  const t = useTranslations("follow");
  const locale = useLocale();
  const { zone, now } = useReader();
  const ends = muteEnds(calendar, now);
  const until = follow?.until ?? null;
  const clock = (at: number) => timeLabel(at, now, zone, locale);
  const state = follow?.state ?? "none";
  const mute = (key: "tomorrow" | "week" | "forever", end: number | null) => ({
    label: t(`mute.${key}`, { time: end === null ? "" : clock(end) }),
    icon: <BellOff aria-hidden />,
    hint: t("mute.hint"),
    run: () => onFollow({ state: "muted", until: end }),
  });
  const mark = (wanted: string, icon: ReactNode) => (state === wanted ? <Check aria-hidden /> : icon);
  return (
    <Menu
      button={(wiring) => (
        <button
          {...wiring}
          type="button"
          data-follow
          className="-mx-1.5 inline-flex min-h-7 items-center gap-1 rounded-[8px] px-1.5 transition-colors hover:bg-hover hover:text-ink max-md:min-h-11"
        >
          {state === "muted" && until !== null ? t("mutedUntil", { time: clock(until) }) : t(`state.${state}`)}
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      )}
      items={[
        {
          label: t("following"),
          icon: mark("following", <Bell aria-hidden />),
          hint: t("followingHint"),
          run: () => onFollow({ state: "following" }),
        },
        {
          label: t("not"),
          icon: mark("not_following", <BellMinus aria-hidden />),
          hint: t("notHint"),
          run: () => onFollow({ state: "not_following" }),
        },
        mute("tomorrow", ends.tomorrow),
        mute("week", ends.week),
        mute("forever", null),
      ]}
    />
  );
}
