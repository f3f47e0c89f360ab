"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onFirstSaying } from "./saying";

const ToastView = lazy(() => import("./toast-view").then((loaded) => ({ default: loaded.ToastView })));

/** The place where sayings appear. Its script comes with the first of them. */
export function Toasts() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onFirstSaying(() => setNeeded(true)), []);
  return needed ? (
    <Suspense>
      <ToastView />
    </Suspense>
  ) : null;
}
