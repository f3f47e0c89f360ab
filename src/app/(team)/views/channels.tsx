"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { ChannelList } from "@/features/channels/ui";
import { queriesOf } from "../queries";
import { useShelf } from "./shelf";

const NewChannel = dynamic(() => import("./new-channel").then((views) => views.NewChannel));

/** All channels that I see, found by a part of their names. */
export function Channels() {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const [creating, setCreating] = useState(false);
  const [filter, setFilter] = useState("");
  const [over, setOver] = useState(false);
  const text = useDeferredValue(filter.trim());
  const mine = useQuery(queries.joined());
  const others = useInfiniteQuery({ ...queries.others(text), placeholderData: keepPreviousData });
  const archived = useInfiniteQuery({ ...queries.archived(text), enabled: over, placeholderData: keepPreviousData });
  const { sections, dialog, acts } = useShelf();
  const linesOf = ({ data }: typeof others) => data?.pages.flatMap((page) => page.items);
  const moreOf = ({ hasNextPage, fetchNextPage, isFetchingNextPage }: typeof others) => ({
    onMore: hasNextPage ? () => void fetchNextPage() : undefined,
    moreBusy: isFetchingNextPage,
  });
  return (
    <>
      <ChannelList
        mine={mine.data?.items ?? (mine.isError ? "failed" : "loading")}
        sections={sections}
        others={linesOf(others) ?? []}
        othersMore={moreOf(others)}
        archived={over ? linesOf(archived) : undefined}
        archivedMore={moreOf(archived)}
        onArchived={() => setOver(!over)}
        filter={filter}
        onFilter={setFilter}
        onRetry={() => void mine.refetch()}
        onNew={me && me.role !== "guest" ? () => setCreating(true) : undefined}
        {...acts}
      />
      {dialog}
      {creating && <NewChannel onClose={() => setCreating(false)} />}
    </>
  );
}
