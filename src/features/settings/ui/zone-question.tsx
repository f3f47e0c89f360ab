"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/ui";
import { cityOf } from "./zones";

type ZoneQuestionProps = {
  /** Where the member's hours are. */
  zone: string;
  /** The browser's zone that they were last asked about. */
  asked: string | null;
  onAnswer: (answer: { zone: string; moved: boolean }) => void;
};

/** The name under which this browser knows a zone: some have several. */
function known(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}

/** Asks once, in one line, whether somebody whose browser is in another zone is travelling or has moved. */
export function ZoneQuestion({ zone, asked, onAnswer }: ZoneQuestionProps) {
  const t = useTranslations("zoneQuestion");
  // Where the browser is is known to the browser alone, and only once it has the page.
  const [here, setHere] = useState<string>();
  useEffect(() => setHere(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  if (here === undefined || known(here) === known(zone) || (asked !== null && known(asked) === known(here)))
    return null;
  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-hover px-6 py-2.5 max-md:px-4"
    >
      <p className="min-w-0 flex-1 basis-64 text-sm text-pretty">
        {t("question", { here: cityOf(here), hours: cityOf(zone) })}
      </p>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => onAnswer({ zone: here, moved: false })}>
          {t("travelling")}
        </Button>
        <Button size="sm" onClick={() => onAnswer({ zone: here, moved: true })}>
          {t("moved")}
        </Button>
      </div>
    </section>
  );
}
