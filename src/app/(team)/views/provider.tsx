"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { oidcRefusals, type ProviderState } from "@/features/auth/contract";
import { goToProvider, ProviderSection, useConfirmed } from "@/features/auth/ui";
import { say } from "@/ui";

/** The team's OpenID Connect provider: linked to who is signed in, or unlinked. */
export function ProviderView({ provider }: { provider: ProviderState }) {
  const t = useTranslations("factors");
  const ways = useTranslations("ways");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const start = useMutation(trpc.auth.provider.startLinking.mutationOptions());
  const unlink = useMutation(trpc.auth.provider.unlink.mutationOptions());
  const [leaving, setLeaving] = useState(false);
  const [error, setError] = useState<string>();

  // Who comes back from the provider is told once what came of it.
  useEffect(() => {
    const came = new URLSearchParams(location.search).get("provider");
    if (!came) return;
    history.replaceState(history.state, "", location.pathname);
    const why = [...oidcRefusals, "unconfirmed" as const].find((each) => each === came);
    if (came === "linked") say({ title: t("isLinked") });
    else setError(ways(`refused.${why ?? "failed"}`));
  }, [t, ways]);

  async function run(act: () => Promise<void>) {
    setError(undefined);
    try {
      await act();
    } catch (refused) {
      if (!isUnconfirmed(refused)) setError(refusalOf(refused).message ?? t("away"));
    }
    await client.invalidateQueries(trpc.auth.factors.queryFilter());
  }

  async function link() {
    const { path } = await confirmed(() => start.mutateAsync());
    setLeaving(true);
    if (await goToProvider(path)) return;
    setLeaving(false);
    setError(ways("providerAway", { name: provider.name }));
  }

  return (
    <ProviderSection
      provider={provider}
      onLink={() => run(link)}
      onUnlink={() => run(() => confirmed(() => unlink.mutateAsync()))}
      busy={leaving || start.isPending || unlink.isPending}
      error={error}
    />
  );
}
