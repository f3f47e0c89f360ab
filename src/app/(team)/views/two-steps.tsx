"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { Factors, NewTotp } from "@/features/auth/contract";
import { RecoveryCodesDialog, TotpDialog, TwoStepsSection, useConfirmed } from "@/features/auth/ui";
import { say } from "@/ui";

/** The second step of signing in: set up, renewed, switched off. */
export function TwoStepsView({ factors }: { factors: Factors }) {
  const t = useTranslations("factors");
  const trpc = useTRPC();
  const client = useQueryClient();
  const confirmed = useConfirmed();
  const [totp, setTotp] = useState<NewTotp>();
  const [codes, setCodes] = useState<string[]>();
  const [wrong, setWrong] = useState<string>();
  const start = useMutation(trpc.auth.twoSteps.startTotp.mutationOptions());
  const byTotp = useMutation(trpc.auth.twoSteps.switchOnByTotp.mutationOptions());
  const byPasskeys = useMutation(trpc.auth.twoSteps.switchOnByPasskeys.mutationOptions());
  const renew = useMutation(trpc.auth.twoSteps.renewCodes.mutationOptions());
  const off = useMutation(trpc.auth.twoSteps.switchOff.mutationOptions());

  /** Runs an act of theirs, asking first who they are; what they would rather not needs no word. */
  async function run<T>(act: () => Promise<T>, then: (result: T) => void, refuse = saidAloud) {
    try {
      then(await confirmed(act));
    } catch (error) {
      if (!isUnconfirmed(error)) refuse(refusalOf(error).message ?? t("away"));
    }
    await client.invalidateQueries(trpc.auth.factors.queryFilter());
  }
  const show = (result: { codes: string[] }) => {
    close();
    // Who had a second step before keeps the codes that they have.
    if (result.codes.length > 0) setCodes(result.codes);
    else say({ title: t("isOn") });
  };
  const close = () => {
    setTotp(undefined);
    setWrong(undefined);
  };

  return (
    <>
      <TwoStepsSection
        twoSteps={factors.twoSteps}
        hasPasskey={factors.passkeys.length > 0}
        onTotp={() => run(() => start.mutateAsync(), setTotp)}
        onPasskeys={() => run(() => byPasskeys.mutateAsync(), show)}
        onCodes={() => run(() => renew.mutateAsync(), show)}
        onOff={() =>
          run(
            () => off.mutateAsync(),
            () => say({ title: t("isOff") }),
          )
        }
        busy={
          start.isPending
            ? "totp"
            : byPasskeys.isPending
              ? "passkeys"
              : renew.isPending
                ? "codes"
                : off.isPending
                  ? "off"
                  : undefined
        }
      />
      <TotpDialog
        totp={totp}
        onClose={close}
        onCode={(code) => run(() => byTotp.mutateAsync({ code }), show, setWrong)}
        busy={byTotp.isPending}
        error={wrong}
      />
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(undefined)} />
    </>
  );
}

const saidAloud = (title: string) => say({ title, urgent: true });
