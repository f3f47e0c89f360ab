"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { MembersPage } from "@/features/members/ui";
import { queriesOf } from "../queries";

const Invite = dynamic(() => import("./invite").then((views) => views.Invite));

/** The people of the team, and for its owners and admins the way to add one. */
export function Members() {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const members = useQuery(queries.members());
  const [adding, setAdding] = useState(false);
  const mayAdd = me?.role === "owner" || me?.role === "admin";
  return (
    <>
      <MembersPage
        members={members.data?.items ?? (members.isError ? "failed" : "loading")}
        me={me?.id ?? ""}
        onAdd={mayAdd ? () => setAdding(true) : undefined}
        onRetry={() => void members.refetch()}
      />
      {adding && <Invite onClose={() => setAdding(false)} />}
    </>
  );
}
