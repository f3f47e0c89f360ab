"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui";
import { ActDialog } from "./act-dialog";
import { HeirField } from "./heir-field";

/** What nobody looks after, and the way to hand it to somebody. Shows nothing when all is in hand. */
export function Abandoned({ me }: { me: { id: string } }) {
  const t = useTranslations("admin.abandoned");
  const shared = useTranslations("admin");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: held } = useQuery(trpc.admin.abandoned.queryOptions());
  const [giving, setGiving] = useState(false);
  const [heirId, setHeirId] = useState(me.id);
  const adopt = useMutation(
    trpc.admin.adopt.mutationOptions({ onSuccess: () => client.invalidateQueries(trpc.admin.pathFilter()) }),
  );
  if (!held || held.channels + held.groups === 0) return null;
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-sunken px-4 py-3">
      <p className="min-w-0 flex-1 text-row text-pretty max-sm:basis-full">{t("there", held)}</p>
      <Button onClick={() => setGiving(true)}>{t("give")}</Button>
      {giving && (
        <ActDialog
          title={t("title")}
          lede={<p>{t("lede")}</p>}
          act={t("act")}
          away={shared("away")}
          run={() => adopt.mutateAsync({ heirId })}
          onClose={() => setGiving(false)}
        >
          <HeirField held={held} value={heirId} onChange={(next) => next && setHeirId(next)} optional={false} />
        </ActDialog>
      )}
    </div>
  );
}
