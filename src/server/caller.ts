import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache } from "react";
import { makeQueryClient } from "@/client/query-client";
import { reader } from "@/platform/db";
import { lastSettled } from "@/platform/events";
import { requestContext } from "./context";
import { appRouter } from "./router";

/**
 * How a page reads its first view: the procedures themselves, as the member that the guard found, into a cache that is
 * handed to the browser. One per request.
 */
export const pageQueries = cache(() => {
  const queryClient = makeQueryClient();
  return { queryClient, trpc: createTRPCOptionsProxy({ router: appRouter, ctx: requestContext(), queryClient }) };
});

/** Where the log ends now. Asked before a page reads anything, it is where the page's stream begins. */
export const presentPlace = (): Promise<number> => lastSettled(reader());
