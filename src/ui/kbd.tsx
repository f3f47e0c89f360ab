/** A key that does the same as the button it stands in. Not shown where there is no keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="rounded-xs border border-line-strong px-1.25 py-0.5 font-ui text-[11px] leading-none font-medium text-ink-3 max-md:hidden pointer-coarse:hidden"
    >
      {children}
    </kbd>
  );
}
