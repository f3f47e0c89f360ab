"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { isUnconfirmed, refusalOf } from "@/client/refusal";
import { useConfirmed } from "@/features/auth/ui";
import { Button, Dialog } from "@/ui";

type ActDialogProps = {
  title: string;
  /** What will happen, said before it does. */
  lede: ReactNode;
  /** The word on the button. */
  act: string;
  /** What is said when the host could not be reached. */
  away: string;
  run: () => Promise<unknown>;
  onClose: () => void;
  /** What is chosen first. */
  children?: ReactNode;
};

/** An act that is explained before it is done; the host may ask first whether it is still them. */
export function ActDialog({ title, lede, act, away, run, onClose, children }: ActDialogProps) {
  const confirmed = useConfirmed();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  async function doIt(): Promise<void> {
    setBusy(true);
    try {
      await confirmed(run);
      onClose();
    } catch (refused) {
      setError(isUnconfirmed(refused) ? undefined : (refusalOf(refused).message ?? away));
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <div className="grid gap-2 text-row leading-[1.55] text-pretty text-ink-2">{lede}</div>
      {children}
      {error && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px shrink-0" />
          {error}
        </p>
      )}
      <Button kind="primary" busy={busy} onClick={() => void doIt()} className="justify-self-start">
        {act}
      </Button>
    </Dialog>
  );
}
