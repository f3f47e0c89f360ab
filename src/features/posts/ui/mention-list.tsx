"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { Avatar } from "@/ui";

export type Mentionable = { id: string; name: string; handle: string };

/** The members whose name or handle has a word that begins so; at most six, best first. */
export function matching(people: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.toLocaleLowerCase();
  const rank = ({ name, handle }: Mentionable): number => {
    if (handle.toLocaleLowerCase().startsWith(wanted)) return 0;
    return name
      .toLocaleLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
      ? 1
      : 2;
  };
  return people
    .map((person) => ({ person, place: rank(person) }))
    .filter(({ place }) => place < 2)
    .sort((a, b) => a.place - b.place)
    .slice(0, 6)
    .map(({ person }) => person);
}

type MentionListProps = { id: string; people: Mentionable[]; active: number; onPick: (person: Mentionable) => void };

/** Who could be meant, above the text that is being written. The text keeps the focus. */
export function MentionList({ id, people, active, onPick }: MentionListProps) {
  const t = useTranslations("composer");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("mentionable")}
      className="absolute inset-x-0 bottom-full z-10 mb-2 max-w-80 rounded-md border border-line bg-surface p-1 shadow-2"
    >
      {people.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(person);
          }}
          className={clsx(
            "flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2 max-md:min-h-11",
            index === active && "bg-hover",
          )}
        >
          <Avatar id={person.id} name={person.name} size="xs" />
          <span className="truncate font-medium">{person.name}</span>
          <span className="ms-auto truncate text-sm text-ink-3">@{person.handle}</span>
        </div>
      ))}
    </div>
  );
}
