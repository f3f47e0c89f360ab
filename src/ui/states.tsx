"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "./button";

type EmptyStateProps = {
  title: string;
  body?: ReactNode;
  action?: ReactNode;
  /** `h1` where it is all that its page says. */
  heading?: "h1" | "h2";
};

/** Nothing is here, which is no fault: what it means, and what one could do. */
export function EmptyState({ title, body, action, heading: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-[26rem] justify-items-center gap-1.5 px-6 py-16 text-center wrap-anywhere">
      <Heading className="font-title text-lg font-semibold text-balance">{title}</Heading>
      {body && <p className="text-md text-pretty text-ink-2">{body}</p>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

type ErrorStateProps = { title: string; body: string; retry?: () => void; heading?: "h1" | "h2" };

/** Something did not work: what happened, what was kept, what to do. */
export function ErrorState({ title, body, retry, heading: Heading = "h2" }: ErrorStateProps) {
  const t = useTranslations("ui");
  return (
    <div
      role="alert"
      className="mx-auto grid max-w-[26rem] justify-items-center gap-1.5 px-6 py-16 text-center wrap-anywhere"
    >
      <Heading className="font-title text-lg font-semibold text-balance">{title}</Heading>
      <p className="text-md text-pretty text-ink-2">{body}</p>
      {retry && (
        <Button className="mt-4" onClick={retry}>
          {t("retry")}
        </Button>
      )}
    </div>
  );
}

function watchLine(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

/** One line while the browser has no network. */
export function OfflineNotice() {
  const t = useTranslations("ui");
  const online = useSyncExternalStore(
    watchLine,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 border-b border-line bg-held-soft px-4 py-2 text-sm text-held">
          <CloudOff aria-hidden className="size-4" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
