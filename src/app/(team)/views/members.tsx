"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { AddMemberDialog, MembersPage } from "@/features/members/ui";
import { queriesOf } from "../queries";

/** The people of the team, and for its owners and admins the way to add one. */
export function Members() {
  const trpc = useTRPC();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const members = useQuery(queries.members());
  const [adding, setAdding] = useState(false);
  const link = useMutation(trpc.auth.makeJoinLink.mutationOptions());
  const mayAdd = me?.role === "owner" || me?.role === "admin";
  return (
    <>
      <MembersPage
        members={members.data?.items ?? (members.isError ? "failed" : "loading")}
        me={me?.id ?? ""}
        onAdd={mayAdd ? () => setAdding(true) : undefined}
        onRetry={() => void members.refetch()}
      />
      <AddMemberDialog
        open={adding}
        onClose={() => {
          setAdding(false);
          link.reset();
        }}
        onMake={() => link.mutate()}
        busy={link.isPending}
        error={link.error?.message}
        link={link.data && { url: `${location.origin}/join/${link.data.token}`, expiresAt: link.data.expiresAt }}
      />
    </>
  );
}
