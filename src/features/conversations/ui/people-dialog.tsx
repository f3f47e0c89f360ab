"use client";

import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { cityOf } from "@/features/settings/ui";
import { PEOPLE_LIMIT } from "@/kernel/limits";
import { Avatar, Button, buttonLook, clockLabel, Dialog, usePersonName, useReader } from "@/ui";
import type { ConversationView } from "../contract";
import { PeoplePicker, type Pickable } from "./people-picker";

type History = "all" | "from_now";
type PeopleDialogProps = {
  conversation: ConversationView;
  me: string;
  onClose: () => void;
  onFind: (text: string) => Promise<readonly Pickable[]>;
  onAdd: (memberIds: string[], history: History) => void;
  busy: boolean;
};

/** Who is in a conversation, and where somebody is let into it. */
export function PeopleDialog({ conversation, me, onClose, onFind, onAdd, busy }: PeopleDialogProps) {
  const t = useTranslations("conversation");
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<Pickable[]>([]);
  const [history, setHistory] = useState<History>("from_now");
  const { people, pair } = conversation;
  if (adding)
    return (
      <Dialog open onClose={onClose} title={t("add")}>
        <PeoplePicker
          label={t("add")}
          chosen={chosen}
          onChange={setChosen}
          onFind={onFind}
          without={new Set(people.map(({ id }) => id))}
          most={PEOPLE_LIMIT - people.length}
        />
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-md font-medium">{t("theySee")}</legend>
          {(["from_now", "all"] as const).map((each) => (
            <label key={each} className="flex min-h-11 items-center gap-2.5 text-row">
              <input
                type="radio"
                name="history"
                checked={history === each}
                onChange={() => setHistory(each)}
                className="size-4.5 accent-(--tide)"
              />
              {t(`history.${each}`)}
            </label>
          ))}
        </fieldset>
        <Button
          kind="primary"
          busy={busy}
          disabled={chosen.length === 0}
          onClick={() =>
            onAdd(
              chosen.map(({ id }) => id),
              history,
            )
          }
          className="justify-self-start"
        >
          {t("addThem", { count: chosen.length })}
        </Button>
      </Dialog>
    );
  return (
    <Dialog open onClose={onClose} title={t("people", { count: people.length })}>
      <ul className="max-h-[50dvh] overflow-y-auto">
        {people.map((person) => (
          <Line key={person.id} person={person} mine={person.id === me} />
        ))}
      </ul>
      {pair ? (
        <div className="grid gap-3">
          <p className="text-md text-pretty text-ink-2">{t("staysTwo")}</p>
          <Link
            href={hrefOf({ at: "new-message", to: people.find(({ id }) => id !== me)?.id })}
            onClick={onClose}
            className={buttonLook()}
          >
            {t("withMore")}
          </Link>
        </div>
      ) : (
        <Button onClick={() => setAdding(true)} className="justify-self-start">
          <UserPlus aria-hidden />
          {t("add")}
        </Button>
      )}
    </Dialog>
  );
}

function Line({ person, mine }: { person: ConversationView["people"][number]; mine: boolean }) {
  const t = useTranslations("conversation");
  const picker = useTranslations("picker");
  const locale = useLocale();
  const { now } = useReader();
  const nameOf = usePersonName();
  const { name, zone, active, added } = person;
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2">
      <Avatar {...person} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block text-row font-medium wrap-anywhere">
          <Link href={hrefOf({ at: "member", member: person.id })} className="hover:underline">
            <bdi>{nameOf(name)}</bdi>
          </Link>
          {mine && <span className="font-normal text-ink-2">{` ${t("you")}`}</span>}
        </span>
        {added && (
          <span className="block text-sm wrap-anywhere text-ink-2">
            {t(`addedBy.${added.history}`, { by: nameOf(added.by.name) })}
          </span>
        )}
        {!active && <span className="block text-sm font-medium text-held">{t("left")}</span>}
      </span>
      {active && !mine && (
        <span suppressHydrationWarning className="shrink-0 text-sm text-ink-2 tabular-nums">
          {picker("time", { time: clockLabel(now, zone, locale), city: cityOf(zone) })}
        </span>
      )}
    </li>
  );
}
