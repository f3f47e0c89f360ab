"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import type { MemberLine } from "@/features/members/contract";
import { cityOf } from "@/features/settings/ui";
import { Avatar, clockLabel, useReader } from "@/ui";

export type Pickable = Pick<MemberLine, "id" | "name" | "handle" | "zone" | "pictureId">;

type PeoplePickerProps = {
  label: string;
  chosen: readonly Pickable[];
  onChange: (chosen: Pickable[]) => void;
  /** Active people by what is typed of their name or handle. */
  onFind: (text: string) => Promise<readonly Pickable[]>;
  /** Who is not offered. */
  without: ReadonlySet<string>;
  most: number;
};

const none: readonly Pickable[] = [];

/** Chooses people by their names, with the time that it is where they are. Backspace takes the last one back. */
export function PeoplePicker({ label, chosen, onChange, onFind, without, most }: PeoplePickerProps) {
  const t = useTranslations("picker");
  const locale = useLocale();
  const { now } = useReader();
  const id = useId();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<readonly Pickable[]>();
  const [active, setActive] = useState(0);
  const full = chosen.length >= most;
  const wanted = text.trim();
  useEffect(() => {
    let current = true;
    // Without an answer there is nobody to offer; the next letter asks again.
    onFind(wanted).then(
      (found) => current && setAnswer(found),
      () => current && setAnswer(none),
    );
    return () => {
      current = false;
    };
  }, [wanted, onFind]);
  const taken = new Set(chosen.map((one) => one.id));
  const found = (answer ?? none).filter((one) => !without.has(one.id) && !taken.has(one.id));
  const at = Math.min(active, Math.max(0, found.length - 1));
  const shown = !full && (wanted !== "" || chosen.length === 0) ? found : none;
  const pick = (one: Pickable | undefined): void => {
    if (!one || full) return;
    onChange([...chosen, one]);
    setText("");
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" && shown.length > 0) setActive((at + 1) % shown.length);
    else if (event.key === "ArrowUp" && shown.length > 0) setActive((at + shown.length - 1) % shown.length);
    else if (event.key === "Enter" && shown.length > 0) pick(shown[at]);
    else if (event.key === "Backspace" && text === "" && chosen.length > 0) onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-control border border-edge bg-surface px-2 py-1.5 has-[input:focus-visible]:border-focus has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus">
        {chosen.map((one) => (
          <span
            key={one.id}
            className="inline-flex max-w-full items-center gap-1.5 rounded-full bg-sunken ps-1 text-md"
          >
            <Avatar {...one} size="xs" />
            <span dir="auto" className="min-w-0 truncate">
              {one.name}
            </span>
            <button
              type="button"
              aria-label={t("takeBack", { name: one.name })}
              onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
              className="grid size-7 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-hover hover:text-ink max-md:size-11"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </span>
        ))}
        <input
          role="combobox"
          aria-label={label}
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={chosen.length === 0 ? t("placeholder") : undefined}
          disabled={full}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          dir="auto"
          className="min-h-8 min-w-32 flex-1 bg-transparent px-1.5 text-base outline-none max-md:min-h-11"
        />
      </div>
      {full && <p className="mt-1.5 text-sm text-ink-2">{t("full", { most: most + 1 })}</p>}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("found")}
        className={clsx("mt-2 rounded-md border border-line bg-surface p-1", shown.length === 0 && "hidden")}
      >
        {shown.map((one, index) => (
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(one);
            }}
            className={clsx(
              "flex min-h-11 cursor-default items-center gap-3 rounded-sm px-2",
              index === at ? "bg-hover" : "hover:bg-hover",
            )}
          >
            <Avatar {...one} size="sm" />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate font-medium">
                {one.name}
              </span>
              <span dir="ltr" className="block truncate text-sm text-ink-2">
                @{one.handle}
              </span>
            </span>
            <span suppressHydrationWarning className="shrink-0 text-sm text-ink-2 tabular-nums">
              {t("time", { time: clockLabel(now, one.zone, locale), city: cityOf(one.zone) })}
            </span>
          </div>
        ))}
      </div>
      {!full && wanted !== "" && answer && found.length === 0 && (
        <p role="status" className="mt-2 text-md text-ink-2">
          {t("nobody")}
        </p>
      )}
    </div>
  );
}
