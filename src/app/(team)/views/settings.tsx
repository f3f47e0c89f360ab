"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { LeaveSection } from "@/features/admin/ui";
import { DigestSection, DigestSentence } from "@/features/digests/ui";
import { SettingsPage } from "@/features/settings/ui";
import { now } from "@/kernel/clock";
import { say } from "@/ui";
import { queriesOf } from "../queries";
import { useSignOut } from "../sign-out";

/** My zone, my hours, my digest. Each change is kept at once. */
export function Settings() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const signOutOfHere = useSignOut();
  const queries = queriesOf(trpc);
  const { data: settings } = useQuery(queries.settings());
  const { data: me } = useQuery(queries.me());
  const { data: digest } = useQuery(queries.digest());
  const [kept, setKept] = useState<number>();
  const options = {
    onSuccess: () => setKept(now()),
    onError: (error: { message: string }) => say({ title: error.message, urgent: true }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(trpc.settings.pathFilter()),
        client.invalidateQueries(trpc.members.pathFilter()),
        client.invalidateQueries(trpc.digests.pathFilter()),
      ]),
  };
  const setHours = useMutation(trpc.settings.setHours.mutationOptions(options));
  const setDigest = useMutation(trpc.digests.set.mutationOptions(options));
  if (!settings || !digest) return null;

  // What is on its way already shows: an editor that jumps back under the hand is worse than a late refusal.
  const { zone, hours } = setHours.isPending ? setHours.variables : settings;
  const on = (setDigest.isPending ? setDigest.variables.when : digest.when) !== "off";
  const nextAt = digest.nextAt ?? undefined;
  return (
    <SettingsPage
      sentence={<DigestSentence on={on} nextAt={nextAt} />}
      zone={zone}
      onZone={(next) => setHours.mutate({ zone: next, hours })}
      hours={hours ?? settings.team.hours}
      inherited={hours === null}
      onHours={(next) => setHours.mutate({ zone, hours: next })}
      kept={kept}
      digest={
        <DigestSection
          on={on}
          onChange={(next) => setDigest.mutate({ when: next ? "working_days" : "off" })}
          nextAt={nextAt}
        />
      }
      leave={me && <LeaveSection me={me} />}
      onSignOut={signOutOfHere}
    />
  );
}
