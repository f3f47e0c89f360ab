"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import { History } from "@/features/posts/ui";
import { queriesOf } from "../queries";

/** What a post said before, in a dialog. */
export function PostHistory({ id, onClose }: { id: string; onClose: () => void }) {
  const revisions = useInfiniteQuery(queriesOf(useTRPC()).revisions(id));
  return (
    <History
      onClose={onClose}
      revisions={revisions.data?.pages.flatMap(({ items }) => items) ?? (revisions.isError ? "failed" : "loading")}
      onRetry={() => void revisions.refetch()}
      onMore={revisions.hasNextPage ? () => void revisions.fetchNextPage() : undefined}
      moreBusy={revisions.isFetchingNextPage}
    />
  );
}
