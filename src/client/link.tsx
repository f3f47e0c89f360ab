"use client";

import type { ComponentProps, MouseEvent } from "react";

const here = (): string => location.pathname + location.search;

/**
 * Goes to an address of our own without asking the server for a page: Next keeps `usePathname` in step with it. `replace`
 * leaves no step behind, for who leafs through a list.
 */
export function navigate(href: string, { replace = false } = {}): void {
  if (href === here()) return;
  if (replace) history.replaceState({ from: history.state?.from }, "", href);
  else history.pushState({ from: here() }, "", href);
}

/** Goes back to where one came from. If that is no step away, it is a step on: no other site, and no loop. */
function goBack(href: string): void {
  if ((history.state as { from?: string } | null)?.from === href) history.back();
  else navigate(href);
}

/** A click that is not meant for another tab or window. */
export const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

type LinkProps = ComponentProps<"a"> & { href: string /** It leads to where one came from. */; isBack?: boolean };

/** A link to a place of ours. A plain click changes the address at once; everything else is left to the browser. */
export function Link({ href, onClick, isBack = false, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        if (isBack) goBack(href);
        else navigate(href);
      }}
    />
  );
}
