"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { TextInput } from "./text-input";

/** A link to be sent however one likes: selected, and copied at a press. */
export function LinkToCopy({ url, label }: { url: string; label: string }) {
  const t = useTranslations("ui");
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
    <div className="flex gap-2">
      <TextInput ref={field} readOnly value={url} aria-label={label} className="text-md" />
      <Button onClick={copy} className="min-h-11 min-w-28">
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {t(copied ? "copied" : "copy")}
      </Button>
      <p role="status" className="sr-only">
        {copied && t("copied")}
      </p>
    </div>
  );
}
