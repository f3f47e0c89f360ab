"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/ui";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("failed");
  return (
    <main className="mx-auto grid min-h-dvh max-w-108 content-center gap-3 px-4 py-12">
      <h1 className="font-title text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="text-row text-ink-2">{t("body")}</p>
      {error.digest && <p className="text-sm text-ink-2">{t("reference", { reference: error.digest })}</p>}
      <p className="mt-3">
        <Button onClick={reset}>{t("retry")}</Button>
      </p>
    </main>
  );
}
