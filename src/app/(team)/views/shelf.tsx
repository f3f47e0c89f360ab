"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Place } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { Section } from "@/features/channels/contract";
import { ChannelShelves } from "@/features/channels/ui";
import { newId } from "@/kernel/new-id";
import { say } from "@/ui";
import { queriesOf } from "../queries";

const NameSection = dynamic(() => import("./name-section").then((views) => views.NameSection), { ssr: false });

/** How I arrange my channels, and the dialog that it may take. */
export function useShelf() {
  const t = useTranslations("shelf");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: sections = [] } = useQuery(queriesOf(trpc).sections());
  const [asking, setAsking] = useState<{ channelId?: string; section?: Section }>();
  const options = {
    onError: (error: unknown) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(trpc.channels.list.pathFilter()),
        client.invalidateQueries(trpc.channels.sections.list.pathFilter()),
      ]),
  };
  const move = useMutation(trpc.channels.move.mutationOptions(options));
  const make = useMutation(trpc.channels.sections.make.mutationOptions(options));
  const rename = useMutation(trpc.channels.sections.rename.mutationOptions(options));
  const remove = useMutation(trpc.channels.sections.remove.mutationOptions(options));
  const moveSection = useMutation(trpc.channels.sections.move.mutationOptions(options));

  async function named(name: string): Promise<void> {
    const { channelId, section } = asking ?? {};
    setAsking(undefined);
    if (section) return rename.mutate({ id: section.id, name });
    const id = newId();
    const made = await make.mutateAsync({ id, name }).then(
      () => true,
      () => false,
    );
    if (made && channelId) move.mutate({ channelId, sectionId: id, beforeId: null });
  }
  const dialog: ReactNode = asking && (
    <NameSection name={asking.section?.name} onClose={() => setAsking(undefined)} onSubmit={named} />
  );
  return {
    sections,
    dialog,
    acts: {
      onMove: move.mutate,
      onNewSection: (channelId?: string) => setAsking({ channelId }),
      onRename: (section: Section) => setAsking({ section }),
      onRemove: ({ id }: Section) => remove.mutate({ id }),
      onMoveSection: (id: string, beforeId: string | null) => moveSection.mutate({ id, beforeId }),
    },
  };
}

/** My channels beside everything else. */
export function SidebarChannels({ place }: { place: Place }) {
  const { data: channels } = useQuery(queriesOf(useTRPC()).joined());
  const { sections, dialog, acts } = useShelf();
  return (
    <>
      <ChannelShelves
        channels={channels?.items ?? []}
        sections={sections}
        current={"channel" in place ? place.channel : undefined}
        {...acts}
      />
      {dialog}
    </>
  );
}
