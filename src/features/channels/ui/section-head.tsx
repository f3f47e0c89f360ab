"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp, ChevronDown, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { HTMLAttributes } from "react";
import { IconButton, Menu } from "@/ui";
import type { Section } from "../contract";
import type { steps } from "./shelf";
import type { ShelfActs } from "./use-channel-menu";

type SectionHeadProps = Pick<ShelfActs, "onRename" | "onRemove" | "onMoveSection"> & {
  section: Section;
  closed: boolean;
  onToggle: () => void;
  /** What takes a channel that is dragged here. */
  drop: HTMLAttributes<HTMLElement>;
  over: boolean;
  steps: ReturnType<typeof steps>;
};

/** The heading of a section: it folds, and what can be done with it stands behind its button. */
export function SectionHead({ section, closed, onToggle, drop, over, steps, ...acts }: SectionHeadProps) {
  const t = useTranslations("shelf");
  const { up, down } = steps;
  return (
    <div
      {...drop}
      className={clsx(
        "group flex h-7 items-center rounded-[8px] ps-1 pe-1",
        over && "bg-tide-soft outline-1 outline-tide",
      )}
    >
      <h2 className="min-w-0 flex-1">
        <button
          type="button"
          aria-expanded={!closed}
          onClick={onToggle}
          title={section.name}
          className="flex max-w-full items-center gap-1 rounded-xs px-1 text-xs leading-6 font-medium text-ink-3 hover:text-ink"
        >
          <ChevronDown aria-hidden className={clsx("size-3.25 shrink-0", closed && "-rotate-90 rtl:rotate-90")} />
          <span className="truncate">{section.name}</span>
        </button>
      </h2>
      <Menu
        items={[
          { label: t("rename"), icon: <Pencil aria-hidden />, run: () => acts.onRename(section) },
          ...(up === undefined
            ? []
            : [{ label: t("up"), icon: <ArrowUp aria-hidden />, run: () => acts.onMoveSection(section.id, up) }]),
          ...(down === undefined
            ? []
            : [{ label: t("down"), icon: <ArrowDown aria-hidden />, run: () => acts.onMoveSection(section.id, down) }]),
          { label: t("remove"), icon: <Trash2 aria-hidden />, run: () => acts.onRemove(section) },
        ]}
        button={(wiring) => (
          <IconButton
            {...wiring}
            label={t("ofSection", { section: section.name })}
            size="sm"
            className="opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
          >
            <Ellipsis aria-hidden />
          </IconButton>
        )}
      />
    </div>
  );
}
