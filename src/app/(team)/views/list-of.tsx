"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import type { InboxShow, Place } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { ConversationList } from "@/features/conversations/ui";
import { InboxList } from "@/features/inbox/ui";
import { ThreadList } from "@/features/threads/ui";
import { useWriteHref } from "../frame";
import { queriesOf } from "../queries";
import { useDone } from "./use-done";
import { useJoin } from "./use-join";

const Channels = dynamic(() => import("./channels").then((views) => views.Channels));
const Search = dynamic(() => import("./search").then((views) => views.Search));

/** The column between: the inbox, a channel's threads, or all channels. */
export function ListOf({ place }: { place: Place }) {
  switch (place.at) {
    case "inbox":
      return <Inbox show={place.show} selected={place.thread} />;
    case "channel":
      return <Channel id={place.channel} selected={place.thread} />;
    case "search":
      return <Search place={place} />;
    case "new-thread":
    case "channel-about":
      return <Channel id={place.channel} />;
    case "messages":
      return <Conversations selected={place.thread} />;
    case "new-message":
      return <Conversations />;
    default:
      return <Channels />;
  }
}

/** What a list shows of a query: its lines, or in which state it is. */
function linesOf<T>(query: { data?: { pages: { items: T[] }[] }; isError: boolean }): T[] | "loading" | "failed" {
  return query.data?.pages.flatMap((page) => page.items) ?? (query.isError ? "failed" : "loading");
}

function Inbox({ show, selected }: { show?: InboxShow; selected?: string }) {
  const queries = queriesOf(useTRPC());
  const entries = useInfiniteQuery(queries.inbox(show));
  const { data: counts } = useQuery(queries.counts());
  const lines = linesOf(entries);
  const setDone = useDone();
  return (
    <InboxList
      show={show}
      entries={lines}
      unread={counts?.unread ?? 0}
      selected={selected}
      writeHref={useWriteHref({ at: "inbox" })}
      onDone={(threadId, done) => {
        const entry = typeof lines === "object" && lines.find((line) => line.threadId === threadId);
        if (entry) setDone({ threadId, upTo: entry.lastNumber }, done);
      }}
      onRetry={() => void entries.refetch()}
      onMore={entries.hasNextPage ? () => void entries.fetchNextPage() : undefined}
      moreBusy={entries.isFetchingNextPage}
    />
  );
}

function Channel({ id, selected }: { id: string; selected?: string }) {
  const queries = queriesOf(useTRPC());
  const { data: channel } = useQuery(queries.channel(id));
  const threads = useInfiniteQuery(queries.threads(id));
  const join = useJoin();
  return (
    <ThreadList
      channel={channel ?? { id, name: "", purpose: "", joined: true, archived: false, visibility: "public" }}
      threads={linesOf(threads)}
      pinned={threads.data?.pages[0]?.pinned ?? []}
      selected={selected}
      onJoin={() => join(id)}
      onRetry={() => void threads.refetch()}
      onMore={threads.hasNextPage ? () => void threads.fetchNextPage() : undefined}
      moreBusy={threads.isFetchingNextPage}
    />
  );
}

function Conversations({ selected }: { selected?: string }) {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const conversations = useInfiniteQuery(queries.conversations());
  return (
    <ConversationList
      conversations={linesOf(conversations)}
      me={me?.id ?? ""}
      selected={selected}
      onRetry={() => void conversations.refetch()}
      onMore={conversations.hasNextPage ? () => void conversations.fetchNextPage() : undefined}
      moreBusy={conversations.isFetchingNextPage}
    />
  );
}
