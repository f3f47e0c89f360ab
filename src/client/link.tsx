"use client";

import type { ComponentProps, MouseEvent } from "react";

/** Goes to an address of our own without asking the server for a page: Next keeps `usePathname` in step with it. */
export function navigate(href: string): void {
  if (href !== location.pathname + location.search) history.pushState(null, "", href);
}

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link to a place of ours. A plain click changes the address at once; everything else is left to the browser. */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        navigate(href);
      }}
    />
  );
}
