"use client";

import { Check, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Mentionable } from "@/features/members/contract";
import { Avatar, Button, Dialog, TextInput } from "@/ui";

type PickDialogProps = {
  title: string;
  lede: string;
  onClose: () => void;
  onFind: (text: string) => Promise<Mentionable[]>;
  onPick: (one: Mentionable) => void;
  /** Who was picked already. */
  inside: ReadonlySet<string>;
};

/** Finds people, and groups where these may be taken, by what is typed of their names; each is taken by a press. */
export function PickDialog({ title, lede, onClose, onFind, onPick, inside }: PickDialogProps) {
  const t = useTranslations("aboutChannel");
  const [text, setText] = useState("");
  const [found, setFound] = useState<Mentionable[]>();
  useEffect(() => {
    let current = true;
    onFind(text.trim()).then(
      (all) => current && setFound(all),
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [text, onFind]);
  return (
    <Dialog open onClose={onClose} title={title}>
      <p className="text-sm text-pretty text-ink-2">{lede}</p>
      <TextInput
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={t("findAnybody")}
        placeholder={t("findAnybody")}
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
      />
      <ul className="min-h-80" aria-label={t("foundList")}>
        {found?.map((one) => (
          <li key={one.id} className="flex min-h-12 items-center gap-3 border-b border-line py-1">
            {one.kind === "member" ? (
              <Avatar {...one} size="sm" />
            ) : (
              <span className="grid size-6 place-items-center text-ink-3">
                <Users aria-hidden className="size-5" />
              </span>
            )}
            <span className="min-w-0 flex-1">
              <bdi className="block truncate text-row font-medium">{one.name}</bdi>
              <span className="block truncate text-sm text-ink-2">
                <span dir="ltr">@{one.handle}</span>
                {one.kind === "group" && ` · ${t("groupCount", { count: one.count })}`}
              </span>
            </span>
            {inside.has(one.id) ? (
              <span className="flex items-center gap-1.5 px-3 text-sm text-ink-2">
                <Check aria-hidden className="size-3.75 text-done" />
                {t("inside")}
              </span>
            ) : (
              <Button size="sm" aria-label={t("pick", { name: one.name })} onClick={() => onPick(one)}>
                {t("pickShort")}
              </Button>
            )}
          </li>
        ))}
        {found?.length === 0 && <li className="pt-4 text-row text-ink-2">{t("nobody")}</li>}
      </ul>
    </Dialog>
  );
}
