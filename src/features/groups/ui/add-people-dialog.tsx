"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Mentionable } from "@/features/members/contract";
import { Avatar, Button, Dialog, TextInput } from "@/ui";

type AddPeopleDialogProps = {
  onClose: () => void;
  onFind: (text: string) => Promise<Mentionable[]>;
  onAdd: (memberId: string) => void;
  /** Who is in it. */
  inside: ReadonlySet<string>;
};

/** Finds people by what is typed of their names, and adds each by a press. */
export function AddPeopleDialog({ onClose, onFind, onAdd, inside }: AddPeopleDialogProps) {
  const t = useTranslations("group");
  const [text, setText] = useState("");
  const [found, setFound] = useState<Mentionable[]>();
  useEffect(() => {
    let current = true;
    onFind(text.trim()).then(
      (all) => current && setFound(all.filter(({ kind }) => kind === "member")),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [text, onFind]);
  return (
    <Dialog open onClose={onClose} title={t("add")}>
      <TextInput
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={t("find")}
        placeholder={t("find")}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
      />
      <ul className="min-h-80" aria-label={t("found")}>
        {found?.map((one) => (
          <li key={one.id} className="flex min-h-12 items-center gap-3 border-b border-line py-1">
            <Avatar {...one} size="sm" />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate text-row font-medium">
                {one.name}
              </span>
              <span dir="ltr" className="block truncate text-sm text-ink-2">
                @{one.handle}
              </span>
            </span>
            {inside.has(one.id) ? (
              <span className="flex items-center gap-1.5 px-3 text-sm text-ink-2">
                <Check aria-hidden className="size-3.75 text-done" />
                {t("inside")}
              </span>
            ) : (
              <Button size="sm" aria-label={t("addOne", { name: one.name })} onClick={() => onAdd(one.id)}>
                {t("addShort")}
              </Button>
            )}
          </li>
        ))}
        {found?.length === 0 && <li className="pt-4 text-row text-ink-2">{t("nobody")}</li>}
      </ul>
    </Dialog>
  );
}
