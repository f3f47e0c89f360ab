import type { ReactNode } from "react";

type SectionProps = { id: string; title: string; lede?: ReactNode; action?: ReactNode; children: ReactNode };

/** A part of a page of settings, with a serif title and white space around it. */
export function Section({ id, title, lede, action, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-14 first-of-type:mt-10">
      <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 max-sm:basis-full">
          <h2 id={`${id}-title`} className="font-title text-xl font-semibold tracking-[-0.012em]">
            {title}
          </h2>
          {lede && <p className="mt-1 max-w-[60ch] text-row leading-[1.55] text-pretty text-ink-2">{lede}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** One line with something at its end: a switch, a button. */
export function SettingLine({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-14 items-center gap-4 border-t border-line py-2 last:border-b">
      <div className="min-w-0 flex-1">
        <p className="text-row font-medium">{title}</p>
        {note && <p className="text-sm text-pretty text-ink-2">{note}</p>}
      </div>
      {children}
    </div>
  );
}
