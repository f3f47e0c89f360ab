"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { ChannelView } from "../contract";

type Level = NonNullable<ChannelView["level"]>;
const levels: readonly Level[] = ["everything", "threads", "mentions", "muted"];

/** What I want of a channel, each level with what it does. */
export function LevelChoice({ level, onLevel }: { level: Level; onLevel: (level: Level) => void }) {
  const t = useTranslations("aboutChannel");
  const id = useId();
  return (
    <fieldset className="grid">
      <legend className="sr-only">{t("level")}</legend>
      {levels.map((one) => (
        <label
          key={one}
          className="flex min-h-14 items-center gap-3.5 border-t border-line py-2 last:border-b has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={id}
            checked={one === level}
            onChange={() => onLevel(one)}
            aria-describedby={`${id}-${one}`}
            aria-label={t(`levels.${one}`)}
            className="size-5 shrink-0 accent-tide outline-none"
          />
          <span>
            <span className="block text-row font-medium">{t(`levels.${one}`)}</span>
            <span id={`${id}-${one}`} className="block text-sm text-pretty text-ink-2">
              {t(`does.${one}`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
