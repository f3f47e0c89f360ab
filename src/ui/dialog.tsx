"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./icon-button";

type DialogProps = { open: boolean; onClose: () => void; title: ReactNode; children: ReactNode };

/** The platform's own modal dialog: it keeps the focus, Escape closes it, and so does a press beside it. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const t = useTranslations("ui");
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      onClose={onClose}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] max-w-none rounded-lg border border-line bg-surface p-0 shadow-2 backdrop:bg-veil max-md:mb-0 max-md:w-full max-md:rounded-b-none max-md:border-x-0 max-md:border-b-0"
    >
      {open && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-6 pt-4 pb-6 max-md:px-4">
          <h2
            id={heading}
            className="py-1.5 pe-11 font-title text-xl leading-7 font-semibold tracking-[-0.012em] wrap-anywhere"
          >
            {title}
          </h2>
          {children}
          {/* Last, so that the focus begins with what the dialog is about. */}
          <IconButton
            label={t("close")}
            size="lg"
            onClick={onClose}
            className="absolute inset-e-4 top-4 max-md:inset-e-2"
          >
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </dialog>
  );
}
