"use client";

import { lazy, type ReactNode, type RefObject, Suspense, useRef, useState } from "react";

// A menu's list comes when somebody is about to open it: with its positioning it weighs 40 KB.
const load = () => import("./menu-list");
const MenuList = lazy(() => load().then((loaded) => ({ default: loaded.MenuList })));

/** A line of a menu: it acts, or it leads somewhere. */
export type MenuItem = {
  label: string;
  icon: ReactNode /** What it does, where the label does not say it. */;
  hint?: string;
} & ({ run: () => void } | { href: string });

/** What the button of a menu must be given. */
type MenuButton = {
  ref: RefObject<HTMLButtonElement | null>;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  onClick: () => void;
  onPointerEnter: () => void;
  onFocus: () => void;
};

/** What can be done with one thing, behind one button. */
export function Menu({ button, items }: { button: (wiring: MenuButton) => ReactNode; items: readonly MenuItem[] }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      {button({
        ref: anchor,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onPointerEnter: load,
        onFocus: load,
        onClick: () => {
          setWanted(true);
          setOpen(!open);
        },
      })}
      {wanted && (
        <Suspense>
          <MenuList anchor={anchor} open={open} onOpen={setOpen} items={items} />
        </Suspense>
      )}
    </>
  );
}
