"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import type { ReactNode } from "react";
import { Toasts } from "./toasts";

/** What the primitives need to know of the page: the direction of writing and the nonce of its policy. */
export function UiProvider({ dir, nonce, children }: { dir: "ltr" | "rtl"; nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <DirectionProvider direction={dir}>
        {children}
        <Toasts />
      </DirectionProvider>
    </CSPProvider>
  );
}
