"use client";

import type { ComponentProps } from "react";
import { SectionDialog } from "@/features/channels/ui";

/** Asks what a section is called. A view of its own, so that the first screen comes without it. */
export function NameSection(props: ComponentProps<typeof SectionDialog>) {
  return <SectionDialog {...props} />;
}
