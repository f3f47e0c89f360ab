"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import { MemberPage } from "@/features/members/ui";
import { queriesOf } from "../queries";
import { PersonMissing } from "./person-missing";

/** Somebody's page. */
export function Member({ id }: { id: string }) {
  const queries = queriesOf(useTRPC());
  const { data: me } = useQuery(queries.me());
  const member = useQuery(queries.member(id));
  if (member.data) return <MemberPage member={member.data} mine={me?.id === id} />;
  return <PersonMissing error={member.error} onRetry={() => void member.refetch()} />;
}
