"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/ui";

export type AddressActs = {
  /** Each ends when it is done or was refused; what was wrong is said elsewhere. */
  onPrimary: (id: string) => Promise<void>;
  onSendAgain: (id: string) => Promise<void>;
  onRemove: (id: string) => Promise<void>;
};

type AddressLineProps = AddressActs & {
  id: string;
  address: string;
  isPrimary: boolean;
  isProven: boolean;
  canSend: boolean;
};

/** One address, what it is good for, and what can be done with it. */
export function AddressLine({ id, address, isPrimary, isProven, canSend, ...acts }: AddressLineProps) {
  const t = useTranslations("addresses");
  const [busy, setBusy] = useState(false);
  const run = (act: (id: string) => Promise<void>) => () => {
    setBusy(true);
    void act(id).finally(() => setBusy(false));
  };
  const state = isPrimary ? (isProven ? "primary" : "primaryUnproven") : isProven ? "proven" : "unproven";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-3.5 last:border-b">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-row font-medium wrap-anywhere">{address}</p>
        <p className="text-sm text-pretty text-ink-2">{t(`state.${state}`)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isProven && !isPrimary && (
          <Button size="sm" busy={busy} onClick={run(acts.onPrimary)} aria-label={t("primaryOf", { address })}>
            {t("primary")}
          </Button>
        )}
        {!isProven && canSend && (
          <Button size="sm" busy={busy} onClick={run(acts.onSendAgain)} aria-label={t("againOf", { address })}>
            {t("again")}
          </Button>
        )}
        {!isPrimary && (
          <Button
            size="sm"
            kind="quiet"
            busy={busy}
            onClick={run(acts.onRemove)}
            aria-label={t("removeOf", { address })}
          >
            {t("remove")}
          </Button>
        )}
      </div>
    </li>
  );
}
