"use client";

import clsx from "clsx";
import { useEffect, useRef } from "react";

/** A post's body. `html` is what our renderer made (safe by construction) with its references resolved. */
export function Prose({ html, className }: { html: string; className?: string }) {
  const body = useRef<HTMLDivElement>(null);
  // What scrolls inside itself must be reachable by the keyboard; what does not scroll should not stop it.
  useEffect(() => {
    if (!/<pre|<table/.test(html)) return;
    for (const wide of body.current?.querySelectorAll<HTMLElement>("pre, table") ?? []) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    }
  }, [html]);
  return <div ref={body} className={clsx("prose", className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
