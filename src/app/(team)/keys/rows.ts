/** The lines of the list that is shown, in order: each the link of its row. */
const rows = (): HTMLAnchorElement[] =>
  [...document.querySelectorAll<HTMLAnchorElement>("a[data-row]")].filter((row) => row.checkVisibility());

/** The line under the keyboard: the focused one, else the one whose thread is open. */
export function currentRow(): HTMLAnchorElement | undefined {
  const all = rows();
  return all.find((row) => row === document.activeElement) ?? all.find((row) => row.ariaCurrent === "true");
}

/** The line `step` after the current one; the first when there is none. */
export function rowAfter(step: 1 | -1): HTMLAnchorElement | undefined {
  const all = rows();
  const current = currentRow();
  return current ? all[all.indexOf(current) + step] : all[0];
}
