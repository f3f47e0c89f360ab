"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { GroupsPage } from "@/features/groups/ui";
import { queriesOf } from "../queries";
import { NewGroup } from "./group-forms";

/** The groups of the team, and the way to a new one. */
export function Groups() {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const groups = useInfiniteQuery(queries.groups());
  const [making, setMaking] = useState(false);
  return (
    <>
      <GroupsPage
        groups={groups.data?.pages.flatMap((page) => page.items) ?? (groups.isError ? "failed" : "loading")}
        onNew={me && me.role !== "guest" ? () => setMaking(true) : undefined}
        onRetry={() => void groups.refetch()}
        onMore={groups.hasNextPage ? () => void groups.fetchNextPage() : undefined}
        moreBusy={groups.isFetchingNextPage}
      />
      {making && <NewGroup onClose={() => setMaking(false)} />}
    </>
  );
}
