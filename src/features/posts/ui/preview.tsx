"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Prose, Skeleton, VisuallyHidden } from "@/ui";

type PreviewProps = { body: string; render: (body: string) => Promise<string>; tall: boolean };

/** What is written, as it will be shown. */
export function Preview({ body, render, tall }: PreviewProps) {
  const t = useTranslations("composer");
  const [html, setHtml] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    render(body).then(
      (rendered) => current && setHtml(rendered),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [body, render]);
  return (
    <section aria-label={t("preview")} className={tall ? "min-h-52" : "max-h-[40dvh] overflow-y-auto"}>
      {failed && <p className="py-1 text-sm text-ink-2">{t("previewFailed")}</p>}
      {!failed && html === undefined && (
        <div role="status" className="grid gap-2 py-2">
          <VisuallyHidden>{t("previewing")}</VisuallyHidden>
          <Skeleton className="h-4 w-11/12" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      )}
      {html !== undefined && <Prose html={html} />}
    </section>
  );
}
