"use client";

import clsx from "clsx";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Mentionable } from "@/features/members/contract";
import { Avatar } from "@/ui";

type MentionListProps = { id: string; found: Mentionable[]; active: number; onPick: (one: Mentionable) => void };

/** Who could be meant, above the text that is being written. The text keeps the focus. */
export function MentionList({ id, found, active, onPick }: MentionListProps) {
  const t = useTranslations("composer");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("mentionable")}
      className="absolute inset-x-0 bottom-full z-10 mb-2 max-w-80 rounded-md border border-line bg-surface p-1 shadow-2"
    >
      {found.map((one, index) => (
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(one);
          }}
          className={clsx(
            "flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2 max-md:min-h-11",
            index === active && "bg-hover",
          )}
        >
          {one.kind === "member" ? (
            <Avatar id={one.id} name={one.name} pictureId={one.pictureId} size="xs" />
          ) : (
            <span className="inline-grid size-5.5 shrink-0 place-items-center rounded-full bg-sunken text-ink-2">
              <Users aria-hidden className="size-3.5" />
            </span>
          )}
          <span dir="auto" className="min-w-0 truncate font-medium">
            {one.name}
          </span>
          {one.kind === "group" && (
            <span className="shrink-0 text-sm text-ink-3">{t("heads", { count: one.count })}</span>
          )}
          <span dir="ltr" className="ms-auto min-w-12 truncate text-end text-sm text-ink-3">
            @{one.handle}
          </span>
        </div>
      ))}
    </div>
  );
}
