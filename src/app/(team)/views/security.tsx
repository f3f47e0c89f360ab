"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { PasswordDialog, SecurityPage, SessionsSection, useConfirmed } from "@/features/auth/ui";
import { ErrorState, say } from "@/ui";
import { queriesOf } from "../queries";
import { FactorsView } from "./factors";

/** How I get in, and where I am signed in. */
export function Security() {
  const queries = queriesOf(useTRPC());
  const [choosing, setChoosing] = useState(false);
  const keys = useQuery(queries.keys());
  if (!keys.data) return keys.isError ? <Failed onRetry={() => void keys.refetch()} /> : null;
  return (
    <SecurityPage hasPassword={keys.data.password} onPassword={() => setChoosing(true)}>
      <FactorsView />
      <Sessions />
      <Password open={choosing} onClose={() => setChoosing(false)} has={keys.data.password} />
    </SecurityPage>
  );
}

function Password({ open, onClose, has }: { open: boolean; onClose: () => void; has: boolean }) {
  const t = useTranslations("security");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const change = useMutation(trpc.auth.setPassword.mutationOptions());
  const [error, setError] = useState<string>();
  const close = () => {
    setError(undefined);
    onClose();
  };

  async function keep(password: string) {
    setError(undefined);
    try {
      await confirmed(() => change.mutateAsync({ password }));
    } catch (refused) {
      if (!isUnconfirmed(refused)) setError(refusalOf(refused).message ?? t("away"));
      return;
    }
    close();
    say({ title: t("kept"), body: t("keptBody") });
    await Promise.all([
      client.invalidateQueries(trpc.auth.keys.queryFilter()),
      client.invalidateQueries(trpc.sessions.list.queryFilter()),
    ]);
  }

  return <PasswordDialog open={open} onClose={close} has={has} onKeep={keep} busy={change.isPending} error={error} />;
}

function Sessions() {
  const t = useTranslations("security");
  const trpc = useTRPC();
  const client = useQueryClient();
  const sessions = useQuery(queriesOf(trpc).sessions());
  const options = (title: string) => ({
    onSuccess: () => say({ title }),
    onError: (error: unknown) => say({ title: refusalOf(error).message ?? t("away"), urgent: true }),
    onSettled: () => client.invalidateQueries(trpc.sessions.list.queryFilter()),
  });
  const end = useMutation(trpc.sessions.end.mutationOptions(options(t("ended"))));
  const endOthers = useMutation(trpc.sessions.endOthers.mutationOptions(options(t("endedAll"))));
  if (!sessions.data) return null;
  return (
    <SessionsSection
      sessions={sessions.data}
      onEnd={(sessionId) => end.mutate({ sessionId })}
      onEndOthers={() => endOthers.mutate()}
      ending={endOthers.isPending ? "others" : end.isPending ? end.variables.sessionId : undefined}
    />
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("security");
  return <ErrorState heading="h1" title={t("failed")} body={t("failedBody")} retry={onRetry} />;
}
