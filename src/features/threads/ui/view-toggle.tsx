"use client";

import { ListTree, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ThreadView } from "@/features/members/contract";
import { IconButton } from "@/ui";

/** Changes between replies under what they answer, and all in order of time. */
export function ViewToggle({ view, onView }: { view: ThreadView; onView: (view: ThreadView) => void }) {
  const t = useTranslations("thread");
  const other = view === "tree" ? "flat" : "tree";
  return (
    <IconButton label={t(`show.${other}`)} onClick={() => onView(other)}>
      {other === "flat" ? <Rows3 aria-hidden /> : <ListTree aria-hidden className="rtl:-scale-x-100" />}
    </IconButton>
  );
}
