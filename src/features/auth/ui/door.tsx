import type { ReactNode } from "react";
import { Mark } from "@/ui";

type DoorProps = { title: string; lede?: ReactNode; children?: ReactNode; foot?: ReactNode };

/** A page with one thing to do, before one is inside: sign in, join, unsubscribe. */
export function Door({ title, lede, children, foot }: DoorProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto]">
      <main className="mx-auto w-full max-w-108 px-4 pt-[14vh] pb-8 max-sm:pt-[9vh]">
        <Mark large />
        <h1 className="mt-5 mb-1 font-title text-2xl font-semibold tracking-[-0.018em] text-balance wrap-anywhere">
          {title}
        </h1>
        {lede && <p className="text-row leading-[1.55] text-pretty text-ink-2">{lede}</p>}
        {children}
      </main>
      {foot && <footer className="px-4 pt-5 pb-6 text-center text-sm text-ink-2">{foot}</footer>}
    </div>
  );
}
