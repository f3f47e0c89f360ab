"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bar } from "@/ui/shell";

type NewConversationProps = {
  back: { href: string; label: string };
  picker: ReactNode;
  /** How many were chosen. */
  count: number;
  error?: string;
  composer: ReactNode;
};

/** Where one writes to people: to whom, and what. */
export function NewConversation({ back, picker, count, error, composer }: NewConversationProps) {
  const t = useTranslations("newMessage");
  return (
    <section aria-labelledby="new-message" className="flex min-h-0 flex-1 flex-col">
      <Bar back={back} where={<h1 id="new-message">{t("head")}</h1>} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-190 grid-cols-[minmax(0,1fr)] gap-4 px-8 pt-6 pb-10 max-md:px-4 max-md:pt-4">
          <div>
            <p aria-hidden className="mb-1.5 text-md font-medium">
              {t("to")}
            </p>
            {picker}
            {error && (
              <p role="alert" className="mt-1.5 text-sm text-stop">
                {error}
              </p>
            )}
          </div>
          {composer}
          <p className="text-sm text-pretty text-ink-2">{t(count > 1 ? "noteGroup" : "notePair")}</p>
        </div>
      </div>
    </section>
  );
}
