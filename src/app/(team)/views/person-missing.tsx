"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { refusalOf } from "@/client/refusal";
import { buttonLook, EmptyState, ErrorState, RowSkeletons } from "@/ui";

/** What stands in the place of somebody or a group that has not come, or that is not there for this reader. */
export function PersonMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("member");
  if (!error) return <RowSkeletons label={t("loading")} rows={3} />;
  if (!refusalOf(error).gone)
    return <ErrorState heading="h1" title={t("failed")} body={t("failedBody")} retry={onRetry} />;
  return (
    <EmptyState
      heading="h1"
      title={t("gone")}
      body={t("goneBody")}
      action={
        <Link href="/members" className={buttonLook()}>
          {t("back")}
        </Link>
      }
    />
  );
}
