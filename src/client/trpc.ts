import { createTRPCClient, httpLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "@/server/router";

/** The one entrance of the API; one request a call, so that a slow one holds up no other. */
export const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
