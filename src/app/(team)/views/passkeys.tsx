"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { PasskeyLine } from "@/features/auth/contract";
import { makePasskey, PasskeyNameDialog, PasskeysSection, useConfirmed } from "@/features/auth/ui";
import { say } from "@/ui";

/** A member's passkeys: added, named, removed. */
export function PasskeysView({ passkeys }: { passkeys: readonly PasskeyLine[] }) {
  const t = useTranslations("factors");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [making, setMaking] = useState(false);
  const [naming, setNaming] = useState<PasskeyLine>();
  const ask = useMutation(trpc.auth.passkeys.askToAdd.mutationOptions());
  const add = useMutation(trpc.auth.passkeys.add.mutationOptions());
  const rename = useMutation(trpc.auth.passkeys.rename.mutationOptions());
  const remove = useMutation(trpc.auth.passkeys.remove.mutationOptions());

  async function run(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      if (!isUnconfirmed(error)) say({ title: refusalOf(error).message ?? t("away"), urgent: true });
    }
    await client.invalidateQueries(trpc.auth.factors.queryFilter());
    await client.invalidateQueries(trpc.auth.keys.queryFilter());
  }

  async function make() {
    const options = await confirmed(() => ask.mutateAsync());
    const made = await makePasskey(options);
    if (!made) return void say({ title: t("notMade"), body: t("notMadeBody"), urgent: true });
    await confirmed(() => add.mutateAsync({ made }));
    say({ title: t("made"), body: t("madeBody") });
  }

  return (
    <>
      <PasskeysSection
        passkeys={passkeys}
        onAdd={async () => {
          setMaking(true);
          await run(make);
          setMaking(false);
        }}
        onRename={setNaming}
        onRemove={({ id }) => run(() => confirmed(() => remove.mutateAsync({ passkeyId: id })))}
        busy={making ? "new" : remove.isPending ? remove.variables.passkeyId : undefined}
      />
      <PasskeyNameDialog
        passkey={naming}
        onClose={() => setNaming(undefined)}
        onName={(name) =>
          run(async () => {
            if (naming) await rename.mutateAsync({ passkeyId: naming.id, name });
            setNaming(undefined);
          })
        }
        busy={rename.isPending}
      />
    </>
  );
}
