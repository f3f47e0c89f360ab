"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/ui";
import type { NewTotp } from "../contract";

type TotpDialogProps = {
  /** The key to set up; while there is none the dialog is closed. */
  totp: NewTotp | undefined;
  onClose: () => void;
  onCode: (code: string) => void;
  busy: boolean;
  error?: string;
};

/** Shows a new authenticator key in every way that an app takes one, and asks for its first code. */
export function TotpDialog({ totp, onClose, ...form }: TotpDialogProps) {
  const t = useTranslations("factors");
  return (
    <Dialog open={totp !== undefined} onClose={onClose} title={t("setUpApp")}>
      {totp && <Form totp={totp} {...form} />}
    </Dialog>
  );
}

function Form({ totp, onCode, busy, error }: Omit<TotpDialogProps, "onClose"> & { totp: NewTotp }) {
  const t = useTranslations("factors");
  const [code, setCode] = useState("");
  const { size, path } = totp.qr;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onCode(code);
      }}
      className="grid gap-4"
    >
      <p className="text-row leading-[1.55] text-pretty text-ink-2">{t("scan")}</p>
      {/* Dark on white in either scheme: readers ask for it. */}
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t("qr")}
        shapeRendering="crispEdges"
        className="w-full max-w-56 justify-self-center rounded-md border border-line"
      >
        <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <div className="grid gap-1">
        <p className="text-sm text-ink-2">{t("byHand")}</p>
        <p className="rounded-control bg-sunken px-3.5 py-2.5 font-mono text-md wrap-anywhere select-all">
          {totp.secret}
        </p>
        <p className="text-sm">
          <a href={totp.uri} className="text-tide-ink underline underline-offset-2">
            {t("openApp")}
          </a>
        </p>
      </div>
      <Field label={t("firstCode")} error={error}>
        {(wiring) => (
          <TextInput
            {...wiring}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={12}
            className="font-mono tracking-[0.08em]"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" kind="primary" busy={busy}>
          {t("switchOn")}
        </Button>
      </div>
    </form>
  );
}
