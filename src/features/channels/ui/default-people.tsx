"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Section } from "@/features/settings/ui";
import { Avatar, Button, IconButton, usePersonName } from "@/ui";
import type { ChannelAbout } from "../contract";

type DefaultPeopleProps = {
  people: ChannelAbout["defaults"];
  me: string;
  /** Whether I may say who they are; everybody takes themselves out. */
  mayChange: boolean;
  onAdd: () => void;
  onTakeOut: (memberId: string) => void;
};

/** Who follows every new thread of a channel from its start. */
export function DefaultPeople({ people, me, mayChange, onAdd, onTakeOut }: DefaultPeopleProps) {
  const t = useTranslations("aboutChannel");
  const nameOf = usePersonName();
  return (
    <Section
      id="defaults"
      title={t("defaults")}
      lede={t("defaultsLede")}
      action={
        mayChange && (
          <Button onClick={onAdd}>
            <Plus aria-hidden />
            {t("defaultsAdd")}
          </Button>
        )
      }
    >
      {people.length === 0 ? (
        <p className="text-row text-pretty text-ink-2">{t("defaultsNone")}</p>
      ) : (
        <ul>
          {people.map((person) => (
            <li key={person.id} className="flex min-h-13 items-center gap-3 border-t border-line py-1 last:border-b">
              <Avatar {...person} size="sm" />
              <bdi className="min-w-0 flex-1 truncate text-row font-medium">{nameOf(person.name)}</bdi>
              {(mayChange || person.id === me) && (
                <IconButton label={t("defaultsTakeOut", { name: person.name })} onClick={() => onTakeOut(person.id)}>
                  <X aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
