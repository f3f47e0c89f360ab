"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { forgetTexts } from "@/client/kept-text";
import { useTRPC } from "@/client/trpc";
import { Section, SettingLine } from "@/features/settings/ui";
import { Button } from "@/ui";
import { ActDialog } from "./act-dialog";
import { HeirField } from "./heir-field";

/** How a member leaves the team by themselves. */
export function LeaveSection({ me }: { me: { id: string } }) {
  const t = useTranslations("leave");
  const [leaving, setLeaving] = useState(false);
  return (
    <Section id="leave-team" title={t("title")}>
      <SettingLine title={t("line")} note={t("note")}>
        <Button onClick={() => setLeaving(true)}>{t("leave")}</Button>
      </SettingLine>
      {leaving && <LeaveDialog meId={me.id} onClose={() => setLeaving(false)} />}
    </Section>
  );
}

function LeaveDialog({ meId, onClose }: { meId: string; onClose: () => void }) {
  const t = useTranslations("leave");
  const trpc = useTRPC();
  const { data: held } = useQuery(trpc.leave.holdings.queryOptions());
  const [heirId, setHeirId] = useState<string | null>(null);
  const leave = useMutation(
    trpc.leave.run.mutationOptions({
      onSuccess: () => {
        // The next person at this browser may be another.
        forgetTexts();
        location.assign("/sign-in");
      },
    }),
  );
  return (
    <ActDialog
      title={t("title")}
      lede={<p>{t("lede")}</p>}
      act={t("act")}
      away={t("away")}
      run={() => leave.mutateAsync({ heirId })}
      onClose={onClose}
    >
      {held !== undefined && held.channels + held.groups > 0 && (
        <HeirField held={held} leavingId={meId} value={heirId} onChange={setHeirId} optional />
      )}
    </ActDialog>
  );
}
