"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Dialog } from "@/ui";

type RecoveryCodesDialogProps = { codes: readonly string[] | undefined; onClose: () => void };

/** Recovery codes, shown this once. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useTranslations("factors");
  return (
    <Dialog open={codes !== undefined} onClose={onClose} title={t("keepCodes")}>
      {codes && <Codes codes={codes} onClose={onClose} />}
    </Dialog>
  );
}

function Codes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useTranslations("factors");
  const [copied, setCopied] = useState(false);
  return (
    <>
      <p className="text-row leading-[1.55] text-pretty text-ink-2">{t("keepCodesLede")}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md bg-sunken px-5 py-4 font-mono text-md tabular-nums select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true))}>
          <span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
        </Button>
        <Button kind="primary" onClick={onClose}>
          {t("kept")}
        </Button>
      </div>
    </>
  );
}
