"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { makeRefetch } from "./affected";
import { openStream, type StreamState } from "./stream";
import { useTRPC } from "./trpc";

/** Events that come together (a thread's post and its inbox entry) refetch what they share once. */
const TOGETHER_MS = 30;

const Connection = createContext<StreamState>("live");

/** Whether what is shown is kept up to date: for the sentence that says that it is not. */
export const useConnection = (): StreamState => useContext(Connection);

/** Keeps everything below up to date from `since` on, the place in the log at which the server read the page. */
export function Live({ since, children }: { since: number; children: ReactNode }) {
  const api = useTRPC();
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>("live");

  useEffect(() => {
    const refetch = makeRefetch(client, api, TOGETHER_MS);
    const close = openStream(since, { onEvent: refetch.event, onReset: refetch.everything, onState: setState });
    return () => {
      refetch.stop();
      close();
    };
  }, [api, client, since]);

  return <Connection value={state}>{children}</Connection>;
}
