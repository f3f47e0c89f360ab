"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/client/trpc";
import { queriesOf } from "../queries";
import { PasskeysView } from "./passkeys";
import { ProviderView } from "./provider";
import { TwoStepsView } from "./two-steps";

/** What a member has besides a password: passkeys, a second step, the team's provider. */
export function FactorsView() {
  const { data: factors } = useQuery(queriesOf(useTRPC()).factors());
  if (!factors) return null;
  return (
    <>
      <PasskeysView passkeys={factors.passkeys} />
      <TwoStepsView factors={factors} />
      {factors.provider && <ProviderView provider={factors.provider} />}
    </>
  );
}
