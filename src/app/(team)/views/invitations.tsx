"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { useConfirmed } from "@/features/auth/ui";
import { DomainsSection, InvitationsPage } from "@/features/invitations/ui";
import { say } from "@/ui";
import { queriesOf } from "../queries";

const Invite = dynamic(() => import("./invite").then((views) => views.Invite));

/** Who is invited, and who may come uninvited. For owners and admins. */
export function Invitations() {
  const t = useTranslations("invitations");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const mayInvite = me?.role === "owner" || me?.role === "admin";
  const invitations = useInfiniteQuery({ ...queries.invitations(), enabled: mayInvite });
  const [inviting, setInviting] = useState(false);
  const revoke = useMutation(
    trpc.invitations.revoke.mutationOptions({
      onSuccess: () => say({ title: t("revoked") }),
      onError: (error) => say({ title: refusalOf(error).message ?? t("failed"), urgent: true }),
      onSettled: () => client.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  );
  const forbidden = me !== undefined && !mayInvite;
  return (
    <>
      <InvitationsPage
        invitations={
          forbidden
            ? "forbidden"
            : (invitations.data?.pages.flatMap((page) => page.items) ?? (invitations.isError ? "failed" : "loading"))
        }
        urlOf={(token) => `${location.origin}/join/${token}`}
        owner={me?.role === "owner"}
        onInvite={() => setInviting(true)}
        onRevoke={(id) => revoke.mutate({ id })}
        revoking={revoke.isPending ? revoke.variables.id : undefined}
        onRetry={() => void invitations.refetch()}
        onMore={invitations.hasNextPage ? () => void invitations.fetchNextPage() : undefined}
        moreBusy={invitations.isFetchingNextPage}
        domains={!forbidden && <Domains isOwner={me?.role === "owner"} />}
      />
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </>
  );
}

function Domains({ isOwner }: { isOwner: boolean }) {
  const t = useTranslations("joinDomains");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const { data } = useQuery(queriesOf(trpc).domains());
  const set = useMutation(
    trpc.invitations.setDomains.mutationOptions({
      onSettled: () => client.invalidateQueries(trpc.invitations.domains.pathFilter()),
    }),
  );
  if (!data) return null;
  const change = (domains: string[]): Promise<boolean> =>
    confirmed(() => set.mutateAsync({ domains })).then(
      () => true,
      () => false,
    );
  return (
    <DomainsSection
      domains={data.domains}
      mail={data.mail}
      onChange={isOwner ? change : undefined}
      busy={set.isPending}
      error={set.error && !isUnconfirmed(set.error) ? (refusalOf(set.error).message ?? t("noAnswer")) : undefined}
    />
  );
}
