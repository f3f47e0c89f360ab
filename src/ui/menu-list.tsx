"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import type { RefObject } from "react";
import { Link } from "@/client/link";
import type { MenuItem } from "./menu";

type MenuListProps = {
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpen: (open: boolean) => void;
  items: readonly MenuItem[];
};

const look =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1 text-md text-ink outline-none select-none data-highlighted:bg-hover max-md:min-h-11 [&_svg]:shrink-0 [&_svg]:text-ink-2";

/** The open part of a menu. */
export function MenuList({ anchor, open, onOpen, items }: MenuListProps) {
  return (
    <Base.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event, cancel }) => {
        // The button closes its own menu: a press on it is no press outside.
        if (event.target instanceof Node && anchor.current?.contains(event.target)) return cancel();
        onOpen(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} align="end" collisionPadding={8} className="z-20 outline-none">
          <Base.Popup
            finalFocus={anchor}
            className="max-h-(--available-height) max-w-80 min-w-52 overflow-y-auto wrap-anywhere origin-(--transform-origin) rounded-md border border-line bg-surface p-1 shadow-2 outline-none transition-[opacity,scale] data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            {items.map((item) =>
              "href" in item ? (
                <Base.LinkItem key={item.label} className={look} closeOnClick render={<Link href={item.href} />}>
                  {item.icon}
                  {item.label}
                </Base.LinkItem>
              ) : (
                <Base.Item key={item.label} className={clsx(look, item.hint && "py-1.5")} onClick={item.run}>
                  {item.icon}
                  {item.hint ? (
                    <span>
                      <span className="block">{item.label}</span>
                      <span className="block text-xs text-ink-3 max-md:text-sm">{item.hint}</span>
                    </span>
                  ) : (
                    item.label
                  )}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
