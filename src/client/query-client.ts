import { type Query, QueryCache, QueryClient } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";
import { MINUTE } from "@/kernel/clock";

/** On the server nothing lies between: what is refused there is refused, and a page that waits tells nobody more. */
const isServer = typeof window === "undefined";

/** A refusal will be the same at the second try; a line that was down may not. */
const worthRetrying = (failures: number, error: unknown): boolean =>
  !isServer && failures < 2 && !(isTRPCClientError(error) && error.data);

/** A query keeps its last answer when it fails. What its reader may not see any more must not stay on the screen. */
function forgetGone(error: unknown, query: Query<unknown, unknown>): void {
  const gone = isTRPCClientError(error) && (error.data as { code?: string } | null | undefined)?.code === "NOT_FOUND";
  if (gone && query.state.data !== undefined) query.setState({ data: undefined });
}

/**
 * The cache of everything that was read. Nothing in it grows old by itself: the stream says what changed, and what the
 * server rendered is not asked for again.
 */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => forgetGone(error, query) }),
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE,
        gcTime: 30 * MINUTE,
        retry: worthRetrying,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      // Without a network a write fails at once and says so; a paused one would be lost with the tab.
      mutations: { retry: false, networkMode: "always" },
    },
  });
