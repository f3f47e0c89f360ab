"use client";

import clsx from "clsx";
import { Ellipsis, FolderPlus, Hash, List, LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { IconButton, Menu, VisuallyHidden } from "@/ui";
import type { ChannelLine, Section } from "../contract";
import { SectionHead } from "./section-head";
import { type Shelf, shelvesOf, steps } from "./shelf";
import { type ShelfActs, useChannelMenu } from "./use-channel-menu";
import { useCollapsed } from "./use-collapsed";
import { type Drag, useDrag } from "./use-drag";

type ChannelShelvesProps = ShelfActs & {
  channels: readonly ChannelLine[];
  sections: readonly Section[];
  /** The channel that is looked at. */
  current?: string;
};

/** My channels beside everything else, as I keep them. What is new is heavier, what is muted is dim. */
export function ChannelShelves({ channels, sections, current, ...acts }: ChannelShelvesProps) {
  const t = useTranslations("shelf");
  const shelves = shelvesOf(channels, sections);
  const stayOn = useStayOn(channels);
  const menuOf = useChannelMenu(shelves, {
    ...acts,
    onMove: (move) => {
      stayOn(move.channelId);
      acts.onMove(move);
    },
  });
  const drag = useDrag(acts.onMove);
  const collapsed = useCollapsed();
  const ids = sections.map(({ id }) => id);
  return (
    <>
      {shelves.map((shelf) => {
        const { section } = shelf;
        const key = section?.id ?? "none";
        const closed = collapsed.has(key);
        return (
          // No landmark: a section may be called like a list, a page or another section.
          <div key={key} data-shelf={key} className="mb-4">
            {section ? (
              <SectionHead
                section={section}
                closed={closed}
                onToggle={() => collapsed.toggle(key)}
                drop={drag.onHead(section.id)}
                over={drag.over === key}
                steps={steps(ids, section.id)}
                {...acts}
              />
            ) : (
              <div {...drag.onHead(null)} className="group flex h-7 items-center ps-2.5 pe-1">
                <h2 className="min-w-0 flex-1 text-xs leading-6 font-medium text-ink-3">
                  <Link href="/channels" title={t("all")} className="rounded-xs hover:text-ink hover:underline">
                    {t("channels")}
                  </Link>
                </h2>
                <Menu
                  items={[
                    { label: t("new"), icon: <FolderPlus aria-hidden />, run: () => acts.onNewSection() },
                    { label: t("all"), icon: <List aria-hidden />, href: "/channels" },
                  ]}
                  button={(wiring) => (
                    <IconButton {...wiring} label={t("arrange")} size="sm" className={quiet}>
                      <Ellipsis aria-hidden />
                    </IconButton>
                  )}
                />
              </div>
            )}
            <Lines {...{ shelf, current, drag, menuOf, closed }} />
          </div>
        );
      })}
    </>
  );
}

/** Keeps the focus with a channel that is moved by its menu: under another section its line is made anew. */
function useStayOn(channels: readonly ChannelLine[]): (channelId: string) => void {
  const moved = useRef<string>(undefined);
  useEffect(() => {
    if (moved.current === undefined || document.activeElement !== document.body) return;
    document.getElementById(`line-${moved.current}`)?.querySelector("button")?.focus();
    moved.current = undefined;
  }, [channels]);
  return (channelId) => {
    moved.current = channelId;
  };
}

const quiet =
  "opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100";

type LinesProps = {
  shelf: Shelf;
  current?: string;
  drag: Drag;
  menuOf: ReturnType<typeof useChannelMenu>;
  /** Only what is unread or looked at is seen. */
  closed: boolean;
};

function Lines({ shelf, current, drag, menuOf, closed }: LinesProps) {
  const t = useTranslations("shelf");
  const shown = shelf.channels.filter(({ id, unread }) => !closed || unread || id === current);
  if (shelf.section && shelf.channels.length === 0 && !closed)
    return (
      <p {...drag.onHead(shelf.section.id)} className="ps-9.5 pe-2.5 text-xs leading-7 text-ink-3">
        {t("none")}
      </p>
    );
  return (
    <ul className="grid gap-px">
      {shown.map((channel, at) => {
        const { id, name, unread } = channel;
        const muted = channel.level === "muted";
        const here = id === current;
        const Icon = channel.visibility === "private" ? LockKeyhole : Hash;
        return (
          <li
            key={id}
            id={`line-${id}`}
            {...drag.onLine(id, shelf.section?.id ?? null, shown[at + 1]?.id ?? null)}
            className={clsx(
              "group relative min-w-0 rounded-[8px]",
              drag.over === id &&
                "before:absolute before:inset-x-1 before:-top-px before:h-0.5 before:rounded-xs before:bg-tide",
              drag.over === `${id} after` &&
                "after:absolute after:inset-x-1 after:-bottom-px after:h-0.5 after:rounded-xs after:bg-tide",
              here ? "bg-surface shadow-1" : "hover:bg-hover",
            )}
          >
            <Link
              href={hrefOf({ at: "channel", channel: id })}
              aria-current={here ? "page" : undefined}
              title={name}
              className={clsx(
                "flex h-8 items-center gap-2.5 rounded-[8px] ps-2.5 pe-8 transition-colors",
                unread ? "font-semibold" : "font-medium",
                unread || here ? "text-ink" : muted ? "text-ink-3" : "text-ink-2",
                muted ? "[&_svg]:text-ink-3" : "[&_svg]:text-ink-2",
              )}
            >
              <Icon aria-hidden />
              <span className={clsx("truncate", muted && "italic")}>{name}</span>
              {unread && <VisuallyHidden>{`, ${t("unread")}`}</VisuallyHidden>}
              {muted && <VisuallyHidden>{`, ${t("muted")}`}</VisuallyHidden>}
            </Link>
            <Menu
              items={menuOf(id)}
              button={(wiring) => (
                <IconButton
                  {...wiring}
                  label={t("of", { channel: name })}
                  size="sm"
                  className={clsx("absolute! inset-e-0.5 top-0.5", quiet)}
                >
                  <Ellipsis aria-hidden />
                </IconButton>
              )}
            />
          </li>
        );
      })}
    </ul>
  );
}
