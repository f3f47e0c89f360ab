"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { IconButton } from "./icon-button";
import { speakFor } from "./saying";

/** Sayings where they cover neither what is read nor what is written: below the sidebar, on a phone under the bar. */
export function ToastView() {
  const t = useTranslations("ui");
  return (
    <Toast.Provider limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t("sayings")}
          className="pointer-events-none fixed inset-x-3 top-17 z-30 grid gap-2 outline-none md:inset-s-4 md:inset-e-auto md:top-auto md:bottom-4 md:w-92"
        >
          <Sayings />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Sayings() {
  const t = useTranslations("ui");
  const { toasts, add, close } = Toast.useToastManager();
  useEffect(
    () =>
      speakFor(({ title, body, action, urgent = false }) => {
        const id: string = add({
          title,
          description: body,
          priority: urgent ? "high" : "low",
          timeout: urgent ? 0 : 7_000,
          actionProps: action && {
            children: action.label,
            onClick: () => {
              action.run();
              close(id);
            },
          },
        });
      }),
    [add, close],
  );
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["down", "left", "right"]}
      className="pointer-events-auto rounded-md border border-line bg-surface shadow-2 transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-2 py-2 ps-4 pe-2">
        <div className="min-w-0 flex-1 py-1">
          <Toast.Title className="text-md font-medium" />
          <Toast.Description className="text-sm text-ink-2" />
        </div>
        <Toast.Action className="min-h-9 shrink-0 rounded-[8px] px-3 text-sm font-semibold text-tide-ink hover:bg-hover max-md:min-h-11" />
        <Toast.Close render={<IconButton label={t("close")} />}>
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
