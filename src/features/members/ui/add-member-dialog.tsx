"use client";

import { Check, CircleAlert, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, Dialog, TextInput, Time } from "@/ui";

type AddMemberDialogProps = {
  open: boolean;
  onClose: () => void;
  /** Makes a link; until then there is none. */
  onMake: () => void;
  busy: boolean;
  error?: string;
  link?: { url: string; expiresAt: number };
};

/** How an owner adds somebody: a link that works once, to be sent however they like. */
export function AddMemberDialog({ open, onClose, onMake, busy, error, link }: AddMemberDialogProps) {
  const t = useTranslations("addMember");
  return (
    <Dialog open={open} onClose={onClose} title={t("title")}>
      <p className="text-row text-pretty text-ink-2">{t("lede")}</p>
      {error && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px" />
          {error}
        </p>
      )}
      {link ? (
        <LinkToCopy {...link} />
      ) : (
        <Button kind="primary" busy={busy} onClick={onMake} className="justify-self-start">
          {t("make")}
        </Button>
      )}
    </Dialog>
  );
}

function LinkToCopy({ url, expiresAt }: { url: string; expiresAt: number }) {
  const t = useTranslations("addMember");
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => field.current?.select(), []);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // No clipboard without https: the link is selected, and the keys for copying work.
      setCopied(document.execCommand("copy"));
    }
  };
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <TextInput ref={field} readOnly value={url} aria-label={t("link")} className="text-md" />
        <Button kind="primary" onClick={copy} className="min-h-11 min-w-28">
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {t(copied ? "copied" : "copy")}
        </Button>
      </div>
      <p className="text-sm text-pretty text-ink-2">
        {t.rich("once", { time: () => <Time at={expiresAt} className="whitespace-nowrap" /> })}
      </p>
      <p role="status" className="sr-only">
        {copied && t("copied")}
      </p>
    </div>
  );
}
