"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { hrefOf, type Place } from "@/client/place";
import { useTRPC } from "@/client/trpc";
import { SearchList } from "@/features/search/ui";
import { queriesOf } from "../queries";

/** How long nothing is typed before it is asked for. */
const PAUSE_MS = 200;

/** The column of the search. What is looked for stands in the address: it can be gone back to and sent to others. */
export function Search({ place }: { place: Extract<Place, { at: "search" }> }) {
  const [text, setText] = useState(place.text ?? "");
  const [asked, setAsked] = useState(text.trim());
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(() => {
      setAsked(text.trim());
      history.replaceState(null, "", hrefOf({ at: "search", thread: place.thread, text: text.trim() || undefined }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, asked, place.thread]);
  const query = useInfiniteQuery({
    ...queriesOf(useTRPC()).search(asked),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const found = query.data?.pages.flatMap(({ items }) => items) ?? (query.isError ? "failed" : "loading");
  return (
    <SearchList
      text={text}
      onText={setText}
      hits={asked === "" ? "nothing" : found}
      hrefOf={(hit) => `${hrefOf({ at: "search", thread: hit.threadId, text: asked })}#post-${hit.postId}`}
      selected={place.thread}
      onRetry={() => void query.refetch()}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      moreBusy={query.isFetchingNextPage}
    />
  );
}
