"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { useConfirmed } from "@/features/auth/ui";
import { InviteDialog, type InviteErrors, type InviteValues } from "@/features/invitations/ui";
import { newId } from "@/kernel/new-id";
import { queriesOf } from "../queries";

/** Invites people. One id for each of them: a second press of the button invites nobody twice. */
export function Invite({ onClose }: { onClose: () => void }) {
  const t = useTranslations("invite");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const { data: channels } = useQuery(queries.channels());
  const { data: domains } = useQuery(queries.domains());
  const confirmed = useConfirmed();
  const [ids] = useState(() => Array.from({ length: 50 }, newId));
  const make = useMutation(
    trpc.invitations.make.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.invitations.pathFilter()),
    }),
  );

  const submit = ({ addresses, ...grant }: InviteValues): void => {
    const mailed = addresses.map((address, index) => ({ id: ids[index] ?? newId(), address }));
    const to = mailed.length > 0 ? mailed : [{ id: ids[0] ?? newId() }];
    // What is refused stands in the form.
    confirmed(() => make.mutateAsync({ ...grant, to })).catch(() => undefined);
  };
  return (
    <InviteDialog
      onClose={onClose}
      mayMakeAdmins={me?.role === "owner"}
      channels={channels?.items ?? []}
      mail={domains?.mail ?? false}
      onSubmit={submit}
      busy={make.isPending}
      errors={make.error && !isUnconfirmed(make.error) ? errorsOf(make.error, t("noAnswer")) : {}}
      made={make.data?.map(({ token, address, expiresAt }) => ({
        url: `${location.origin}/join/${token}`,
        address,
        expiresAt,
      }))}
    />
  );
}

function errorsOf(error: unknown, noAnswer: string): InviteErrors {
  const { message, field = "" } = refusalOf(error);
  if (field.startsWith("to")) return { addresses: message ?? noAnswer };
  return { [field === "channelIds" ? "channels" : "form"]: message ?? noAnswer };
}
