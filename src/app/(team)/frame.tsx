"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect } from "react";
import { useAsking } from "@/client/confirming";
import { useConnection } from "@/client/live";
import { hrefOf, type Place } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { WorkingNote, ZoneQuestion } from "@/features/settings/ui";
import { Shell, Sidebar, TabBar } from "@/ui/shell";
import { Keys } from "./keys/keys";
import { queriesOf } from "./queries";
import { useSignOut } from "./sign-out";
import { usePrefetch } from "./use-prefetch";
import { useZoneAnswer } from "./use-zone-answer";
import { SidebarChannels } from "./views/shelf";

// With the first act that asks for it.
const ConfirmDialog = dynamic(() => import("@/features/auth/ui").then((forms) => forms.ConfirmDialog), { ssr: false });

type FrameProps = { place: Place; list?: ReactNode; front: "list" | "view"; children: ReactNode };

/** What stands around every place: where one can go, and the keys that work everywhere. */
export function Frame({ place, list, front, children }: FrameProps) {
  const signOutOfHere = useSignOut();
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const { data: settings } = useQuery(queries.settings());
  const { data: counts } = useQuery(queries.counts());
  const { data: talks } = useInfiniteQuery(queries.conversations());
  const writeHref = useWriteHref(place);
  const asking = useAsking();
  const { answerZone, isPending } = useZoneAnswer();
  useSignedOut();
  usePrefetch();
  const unread = counts?.unread ?? 0;
  const hasMessages = talks?.pages[0]?.items.some((line) => line.unread > 0 && !line.muted) ?? false;
  const hours = settings && (settings.hours ?? settings.team.hours);
  return (
    <>
      <Shell
        list={list}
        front={front}
        notice={
          settings &&
          !isPending && <ZoneQuestion zone={settings.zone} asked={settings.askedZone} onAnswer={answerZone} />
        }
        sidebar={
          <Sidebar
            team={settings?.team.name ?? ""}
            place={place}
            unread={unread}
            messages={hasMessages}
            channels={<SidebarChannels place={place} />}
            me={{
              id: me?.id ?? "",
              name: me?.name ?? "",
              pictureId: me?.pictureId,
              note: hours && <WorkingNote hours={hours} />,
            }}
            isRunner={me?.role === "owner" || me?.role === "admin"}
            onSignOut={signOutOfHere}
          />
        }
        tabBar={<TabBar place={place} unread={unread} messages={hasMessages} writeHref={writeHref} />}
      >
        {children}
      </Shell>
      <Keys place={place} writeHref={writeHref} />
      {asking && <ConfirmDialog onSettle={asking.settle} />}
    </>
  );
}

/** Leaves for the sign-in when this session was ended elsewhere. What is being written is kept in this browser. */
function useSignedOut(): void {
  const connection = useConnection();
  useEffect(() => {
    if (connection === "signed-out") location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
  }, [connection]);
}

/** Where one writes from here: to people among the messages, else a thread, in this channel when one may write in it, else in the first of one's own. */
export function useWriteHref(place: Place): string | undefined {
  const { data } = useQuery(queriesOf(useTRPC()).joined());
  const joined = data?.items ?? [];
  const here = "channel" in place ? joined.find(({ id }) => id === place.channel) : undefined;
  if (place.at === "messages" || place.at === "new-message") return hrefOf({ at: "new-message" });
  const channel = here ?? joined[0];
  return channel && hrefOf({ at: "new-thread", channel: channel.id });
}
