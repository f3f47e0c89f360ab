"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { MembersPage } from "@/features/members/ui";
import { queriesOf } from "../queries";

const Invite = dynamic(() => import("./invite").then((views) => views.Invite));

/** The people of the team, and for its owners and admins the way to add one. */
export function Members() {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const [filter, setFilter] = useState("");
  const text = useDeferredValue(filter.trim());
  const members = useInfiniteQuery({ ...queries.members(text), placeholderData: keepPreviousData });
  const [adding, setAdding] = useState(false);
  const mayAdd = me?.role === "owner" || me?.role === "admin";
  return (
    <>
      <MembersPage
        members={members.data?.pages.flatMap((page) => page.items) ?? (members.isError ? "failed" : "loading")}
        me={me?.id ?? ""}
        onAdd={mayAdd ? () => setAdding(true) : undefined}
        onRetry={() => void members.refetch()}
        filter={filter}
        onFilter={setFilter}
        onMore={members.hasNextPage ? () => void members.fetchNextPage() : undefined}
        moreBusy={members.isFetchingNextPage}
      />
      {adding && <Invite onClose={() => setAdding(false)} />}
    </>
  );
}
