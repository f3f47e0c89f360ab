"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ChannelView } from "@/features/channels/contract";
import { Button, Dialog, Field, Select } from "@/ui";

type Channel = Pick<ChannelView, "id" | "name" | "visibility">;

type MoveDialogProps = {
  /** Where it is. */
  from: { id: string; visibility: string };
  /** Where it could be. */
  channels: readonly Channel[];
  onClose: () => void;
  onMove: (channelId: string) => void;
  busy: boolean;
  error?: string;
};

/** Moves a thread to another channel, and says beforehand who will read it there. */
export function MoveDialog({ from, channels, onClose, onMove, busy, error }: MoveDialogProps) {
  const t = useTranslations("move");
  const others = channels.filter(({ id }) => id !== from.id);
  const [chosen, setChosen] = useState(others[0]?.id ?? "");
  const target = others.find(({ id }) => id === chosen);
  const effect =
    target && (target.visibility === "private" ? "private" : from.visibility === "private" ? "opens" : "public");
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      {target && effect ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) onMove(chosen);
          }}
          className="grid gap-4"
        >
          <Field label={t("to")} error={error}>
            {(wiring) => (
              <Select {...wiring} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
                {others.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <p role="status" className={effect === "opens" ? "rounded-md bg-due-soft px-4 py-3" : "text-ink-2"}>
            {t(effect, { channel: target.name })}
          </p>
          <Button type="submit" kind="primary" busy={busy} className="justify-self-start">
            {t("submit")}
          </Button>
        </form>
      ) : (
        <p>{t("nowhere")}</p>
      )}
    </Dialog>
  );
}
