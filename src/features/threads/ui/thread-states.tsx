"use client";

import { useTranslations } from "next-intl";
import { EmptyState, ErrorState, Kbd, Skeleton } from "@/ui";
import { Bar } from "@/ui/shell";

type Back = { href: string; label: string };

/** A thread that is coming. */
export function ThreadLoading({ back }: { back: Back }) {
  const t = useTranslations("thread");
  return (
    <>
      <Bar back={back} where={null} />
      <div role="status" className="mx-auto w-full max-w-190 px-8 pt-7 max-md:px-4 max-md:pt-5">
        <h1 className="sr-only">{t("loading")}</h1>
        <Skeleton className="h-7 w-4/5" />
        <Skeleton className="mt-3 h-4 w-2/5" />
        {["first", "second"].map((post) => (
          <div key={post} className="mt-9 grid grid-cols-[36px_minmax(0,1fr)] gap-x-3.5">
            <Skeleton className="size-9 rounded-full" />
            <span className="grid content-start gap-3 pt-1">
              <Skeleton className="h-3.5 w-1/3" />
              <Skeleton className="h-4 w-full" />
              <Skeleton className="h-4 w-11/12" />
              <Skeleton className="h-4 w-3/5" />
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

/** A thread that did not come: `gone` when the reader may not see it or it does not exist, which are one answer. */
export function ThreadMissing({ back, gone, onRetry }: { back: Back; gone: boolean; onRetry: () => void }) {
  const t = useTranslations("thread");
  return (
    <>
      <Bar back={back} where={null} />
      {gone ? (
        <EmptyState heading="h1" title={t("gone")} body={t("goneBody")} />
      ) : (
        <ErrorState heading="h1" title={t("failed")} body={t("failedBody")} retry={onRetry} />
      )}
    </>
  );
}

/** Beside a list of which nothing is chosen; `list` says whether there is something to choose. */
export function NoThread({ list }: { list: boolean }) {
  const t = useTranslations("thread");
  return (
    <div className="m-auto grid justify-items-center gap-1 px-6 pb-16 text-center">
      <p className="font-title text-lg text-ink-2">{t("none")}</p>
      {list && (
        <p className="flex items-center gap-1.5 text-sm text-ink-3 pointer-coarse:hidden">
          <Kbd>J</Kbd>
          <Kbd>K</Kbd>
          {t("noneKeys")}
        </p>
      )}
    </div>
  );
}
