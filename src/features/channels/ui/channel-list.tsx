"use client";

import clsx from "clsx";
import { ChevronDown, Ellipsis, Hash, LockKeyhole, Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Button, EmptyState, ErrorState, IconButton, Menu, RowSkeletons, TextInput, VisuallyHidden } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { ChannelLine, Section } from "../contract";
import { shelvesOf } from "./shelf";
import { type ShelfActs, useChannelMenu } from "./use-channel-menu";

type Lines = readonly ChannelLine[] | "loading" | "failed";
type More = { onMore?: () => void; moreBusy?: boolean };

type ChannelListProps = ShelfActs & {
  mine: Lines;
  sections: readonly Section[];
  /** Those that I may join, as far as they were asked for. */
  others: readonly ChannelLine[];
  othersMore: More;
  /** Absent until they are asked for. */
  archived?: readonly ChannelLine[];
  archivedMore: More;
  onArchived: () => void;
  filter: string;
  onFilter: (text: string) => void;
  onRetry: () => void;
  /** Opens the form of a new channel; absent for guests, who make none. */
  onNew?: () => void;
};

/** All channels that one may see: one's own as one keeps them, those that one may join, and those that are over. */
export function ChannelList(props: ChannelListProps) {
  const { mine, sections, others, archived, filter } = props;
  const t = useTranslations("channels");
  const holds = ({ name }: ChannelLine) => name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
  const shelves = shelvesOf(typeof mine === "object" ? mine : [], sections);
  const menuOf = useChannelMenu(shelves, props);
  const nothing = typeof mine === "object" && mine.length === 0 && others.length === 0;
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <ListHead
        title={t("title")}
        action={
          props.onNew && (
            <Button size="sm" onClick={props.onNew}>
              <Plus aria-hidden />
              {t("new")}
            </Button>
          )
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto pt-2 pb-6">
        <div className="relative mx-4 mb-2">
          <Search aria-hidden className="pointer-events-none absolute inset-s-3.5 top-3.5 size-4 text-ink-3" />
          <TextInput
            type="search"
            value={filter}
            onChange={(event) => props.onFilter(event.currentTarget.value)}
            aria-label={t("filter")}
            placeholder={t("filter")}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            className="ps-10"
          />
        </div>
        {mine === "loading" && <RowSkeletons label={t("loading")} />}
        {mine === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={props.onRetry} />}
        {nothing && filter === "" && <EmptyState title={t("empty")} body={t("emptyBody")} />}
        {shelves.map(({ section, channels }) => (
          <Group key={section?.id ?? "none"} title={section?.name} channels={channels.filter(holds)} menuOf={menuOf} />
        ))}
        <Group title={t("others")} channels={others} />
        <MoreButton {...props.othersMore} />
        <button
          type="button"
          aria-expanded={archived !== undefined}
          onClick={props.onArchived}
          className="mx-4 mt-4 flex min-h-11 items-center gap-1.5 rounded-sm px-2 text-sm font-medium text-ink-2 hover:text-ink"
        >
          <ChevronDown aria-hidden className={clsx("size-4", !archived && "-rotate-90 rtl:rotate-90")} />
          {t("archived")}
        </button>
        {archived && <Group channels={archived} />}
        {archived?.length === 0 && <p className="px-6 text-sm text-ink-2">{t("noneArchived")}</p>}
        {archived && <MoreButton {...props.archivedMore} />}
      </div>
    </section>
  );
}

function MoreButton({ onMore, moreBusy }: More) {
  const t = useTranslations("channels");
  if (!onMore) return null;
  return (
    <div className="px-6 pt-3">
      <Button busy={moreBusy} onClick={onMore}>
        {t("more")}
      </Button>
    </div>
  );
}

type GroupProps = {
  title?: string;
  channels: readonly ChannelLine[];
  menuOf?: ReturnType<typeof useChannelMenu>;
};

function Group({ title, channels, menuOf }: GroupProps) {
  if (channels.length === 0) return null;
  return (
    <>
      {title && (
        <h2 title={title} className="truncate px-6 pt-5 pb-1 text-xs font-medium text-ink-3 max-md:text-sm">
          {title}
        </h2>
      )}
      <ul>
        {channels.map((channel) => (
          <Line key={channel.id} channel={channel} menuOf={menuOf} />
        ))}
      </ul>
    </>
  );
}

function Line({ channel, menuOf }: { channel: ChannelLine; menuOf: GroupProps["menuOf"] }) {
  const t = useTranslations("channels");
  const shelf = useTranslations("shelf");
  const { id, name, purpose, unread } = channel;
  const muted = channel.level === "muted";
  const Icon = channel.visibility === "private" ? LockKeyhole : Hash;
  return (
    <li className="mx-2 flex items-center rounded-md transition-colors hover:bg-hover">
      <Link
        href={hrefOf({ at: "channel", channel: id })}
        title={name}
        className={clsx(
          "flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md py-2 ps-4",
          !menuOf && "pe-4",
          muted && "text-ink-3",
        )}
      >
        <Icon aria-hidden className="shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1">
          <span
            className={clsx("block truncate text-row", unread ? "font-semibold" : "font-medium", muted && "italic")}
          >
            {name}
            {unread && <VisuallyHidden>{`, ${t("unread")}`}</VisuallyHidden>}
            {muted && <VisuallyHidden>{`, ${shelf("muted")}`}</VisuallyHidden>}
          </span>
          {purpose && <span className="block truncate text-sm text-ink-2">{purpose}</span>}
        </span>
      </Link>
      {menuOf && (
        <Menu
          items={menuOf(id)}
          button={(wiring) => (
            <IconButton {...wiring} label={shelf("of", { channel: name })} className="mx-1">
              <Ellipsis aria-hidden />
            </IconButton>
          )}
        />
      )}
    </li>
  );
}
