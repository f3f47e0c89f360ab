"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { refusalOf } from "@/client/refusal";
import { Button } from "@/ui";

type LinkActProps = {
  label: string;
  /** Spends the link. */
  act: () => Promise<unknown>;
  /** What stands there once it is done. */
  done: ReactNode;
};

/** The one button behind a link from a mail: opening the page acts on nothing, pressing it does. */
export function LinkAct({ label, act, done }: LinkActProps) {
  const t = useTranslations("enter");
  const [state, setState] = useState<"ready" | "busy" | "done">("ready");
  const [error, setError] = useState<string>();

  async function press(): Promise<void> {
    setState("busy");
    setError(undefined);
    try {
      await act();
      setState("done");
    } catch (refused) {
      setError(refusalOf(refused).message ?? t("how.away"));
      setState("ready");
    }
  }
  return (
    <div className="mt-6 grid gap-4">
      {error && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px shrink-0" />
          {error}
        </p>
      )}
      {state !== "done" && (
        <Button kind="primary" size="lg" wide busy={state === "busy"} onClick={() => void press()}>
          {label}
        </Button>
      )}
      <div role="status">{state === "done" && done}</div>
    </div>
  );
}
