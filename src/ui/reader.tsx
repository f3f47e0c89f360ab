"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { MINUTE, now as present } from "@/kernel/clock";

type Reader = { zone: string; now: number };

const ReaderContext = createContext<Reader>({ zone: "UTC", now: 0 });

/**
 * In whose zone every time below is told. Starts with the instant at which the server rendered, so that both agree, and
 * goes on by the minute.
 */
export function ReaderProvider({ zone, now, children }: Reader & { children: ReactNode }) {
  const [minute, setMinute] = useState(now);
  useEffect(() => {
    setMinute(present());
    const timer = setInterval(() => setMinute(present()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return <ReaderContext value={{ zone, now: minute }}>{children}</ReaderContext>;
}

/** The reader's zone (IANA) and the present minute, in epoch milliseconds. */
export const useReader = (): Reader => useContext(ReaderContext);
