"use client";

import { Search, UserPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MemberLine } from "@/features/members/contract";
import { MemberRow } from "@/features/members/ui";
import { Section } from "@/features/settings/ui";
import { Button, ErrorState, IconButton, RowSkeletons, TextInput } from "@/ui";
import type { ChannelView } from "../contract";

type ChannelPeopleProps = {
  channel: ChannelView;
  count: number;
  people: readonly MemberLine[] | "loading" | "failed";
  me: { id: string; role: MemberLine["role"] };
  filter: string;
  onFilter: (text: string) => void;
  onAdd: () => void;
  onTakeOut: (person: MemberLine) => void;
  onRetry: () => void;
  onMore?: () => void;
  moreBusy?: boolean;
};

/** Who belongs to a channel. In a public one members come and go by themselves, so that guests alone are let in. */
export function ChannelPeople(props: ChannelPeopleProps) {
  const { channel, people, me, filter } = props;
  const t = useTranslations("aboutChannel");
  const manages = me.role !== "guest";
  const managed = (person: MemberLine) =>
    manages && person.id !== me.id && (channel.visibility === "private" || person.role === "guest");
  return (
    <Section
      id="people"
      title={t("people", { count: props.count })}
      lede={manages ? t(`peopleLede.${channel.visibility}`) : undefined}
      action={
        manages && (
          <Button onClick={props.onAdd}>
            <UserPlus aria-hidden />
            {t(`add.${channel.visibility}`)}
          </Button>
        )
      }
    >
      <div className="relative mb-4 max-w-88">
        <Search aria-hidden className="pointer-events-none absolute inset-s-3.5 top-3.5 size-4 text-ink-3" />
        <TextInput
          type="search"
          value={filter}
          onChange={(event) => props.onFilter(event.currentTarget.value)}
          aria-label={t("find")}
          placeholder={t("find")}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          className="ps-10"
        />
      </div>
      {people === "loading" && <RowSkeletons label={t("loading")} rows={3} />}
      {people === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={props.onRetry} />}
      {typeof people === "object" && (
        <ul>
          {people.map((person) => (
            <MemberRow key={person.id} member={person} mine={person.id === me.id}>
              {managed(person) && (
                <IconButton label={t("takeOut", { name: person.name })} onClick={() => props.onTakeOut(person)}>
                  <X aria-hidden />
                </IconButton>
              )}
            </MemberRow>
          ))}
        </ul>
      )}
      <p role="status" className={people.length === 0 ? "text-row text-ink-2" : "sr-only"}>
        {typeof people === "object" && filter !== "" && t("found", { count: people.length })}
      </p>
      {props.onMore && (
        <Button busy={props.moreBusy} onClick={props.onMore} className="mt-4">
          {t("more")}
        </Button>
      )}
    </Section>
  );
}
