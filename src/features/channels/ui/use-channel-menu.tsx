"use client";

import { ArrowDown, ArrowUp, FolderInput, FolderPlus, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { hrefOf } from "@/client/place";
import type { Menu } from "@/ui";
import type { Section } from "../contract";
import { type Move, type Shelf, steps } from "./shelf";

type Items = ComponentProps<typeof Menu>["items"];
export type ShelfActs = {
  onMove: (move: Move) => void;
  /** Asks for the name of a new section, and puts the channel there. */
  onNewSection: (channelId?: string) => void;
  onRename: (section: Section) => void;
  onRemove: (section: Section) => void;
  onMoveSection: (id: string, beforeId: string | null) => void;
};

/** What can be done with a channel of one's own by keyboard: what the mouse does by dragging. */
export function useChannelMenu(shelves: readonly Shelf[], acts: ShelfActs): (channelId: string) => Items {
  const t = useTranslations("shelf");
  return (channelId) => {
    const shelf = shelves.find(({ channels }) => channels.some(({ id }) => id === channelId));
    const sectionId = shelf?.section?.id ?? null;
    const { up, down } = steps(shelf?.channels.map(({ id }) => id) ?? [], channelId);
    const others = shelves.filter(({ section }) => (section?.id ?? null) !== sectionId);
    return [
      { label: t("about"), icon: <Info aria-hidden />, href: hrefOf({ at: "channel-about", channel: channelId }) },
      ...(up === undefined
        ? []
        : [
            {
              label: t("up"),
              icon: <ArrowUp aria-hidden />,
              run: () => acts.onMove({ channelId, sectionId, beforeId: up }),
            },
          ]),
      ...(down === undefined
        ? []
        : [
            {
              label: t("down"),
              icon: <ArrowDown aria-hidden />,
              run: () => acts.onMove({ channelId, sectionId, beforeId: down }),
            },
          ]),
      ...others.map(({ section }) => ({
        label: section ? t("to", { section: section.name }) : t("toNone"),
        icon: <FolderInput aria-hidden />,
        run: () => acts.onMove({ channelId, sectionId: section?.id ?? null, beforeId: null }),
      })),
      { label: t("toNew"), icon: <FolderPlus aria-hidden />, run: () => acts.onNewSection(channelId) },
    ];
  };
}
