"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { AddressesPage } from "@/features/addresses/ui";
import { useConfirmed } from "@/features/auth/ui";
import { say } from "@/ui";
import { queriesOf } from "../queries";

/** My addresses, and merging another account of mine into this one. */
export function Addresses() {
  const t = useTranslations("addresses");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const mine = useQuery(queriesOf(trpc).addresses());
  const add = useMutation(trpc.addresses.add.mutationOptions());
  const sendAgain = useMutation(trpc.addresses.sendAgain.mutationOptions());
  const remove = useMutation(trpc.addresses.remove.mutationOptions());
  const makePrimary = useMutation(trpc.addresses.makePrimary.mutationOptions());
  const merge = useMutation(trpc.merge.ask.mutationOptions());

  /** Acts, and gives what was wrong. */
  async function wrongIn(act: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await confirmed(act);
    } catch (error) {
      return isUnconfirmed(error) ? t("unconfirmed") : (refusalOf(error).message ?? t("away"));
    } finally {
      await client.invalidateQueries(trpc.addresses.pathFilter());
      void client.invalidateQueries(trpc.members.me.queryFilter());
    }
  }

  /** Acts, and says how it went. */
  async function run(act: () => Promise<unknown>, done: string): Promise<void> {
    const wrong = await wrongIn(act);
    say(wrong === undefined ? { title: done } : { title: wrong, urgent: true });
  }

  return (
    <AddressesPage
      mine={mine.data ?? (mine.isError ? "failed" : "loading")}
      onRetry={() => void mine.refetch()}
      onAdd={(address) => wrongIn(() => add.mutateAsync({ address }))}
      onMerge={(address) => wrongIn(() => merge.mutateAsync({ address }))}
      onPrimary={(id) => run(() => makePrimary.mutateAsync({ id }), t("said.primary"))}
      onSendAgain={(id) => run(() => sendAgain.mutateAsync({ id }), t("said.again"))}
      onRemove={(id) => run(() => remove.mutateAsync({ id }), t("said.removed"))}
    />
  );
}
