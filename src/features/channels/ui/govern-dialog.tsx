"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/ui";
import type { ChannelAbout, ChannelView } from "../contract";

export type Governing = "public" | "private" | "archive";

type GovernDialogProps = {
  what: Governing;
  channel: ChannelView;
  about: ChannelAbout;
  onClose: () => void;
  onAct: () => void;
};

/** Says in words what becomes of a channel. To open one to everybody its name has to be written: nothing takes that back. */
export function GovernDialog({ what, channel, about, onClose, onAct }: GovernDialogProps) {
  const t = useTranslations("aboutChannel");
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <Dialog open onClose={onClose} title={t(`${what}.title`, { channel: channel.name })}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (what === "public" && typed.trim() !== channel.name) setWrong(true);
          else onAct();
        }}
      >
        <p className="text-row text-pretty text-ink-2">
          {t(`${what}.body`, { threads: about.threads, members: about.members })}
        </p>
        {what === "public" && (
          <Field label={t("confirmName", { channel: channel.name })} error={wrong ? t("confirmWrong") : undefined}>
            {(wiring) => (
              <TextInput
                {...wiring}
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setWrong(false);
                }}
              />
            )}
          </Field>
        )}
        <Button type="submit" kind="primary" className="justify-self-start">
          {t(`${what}.act`)}
        </Button>
      </form>
    </Dialog>
  );
}
