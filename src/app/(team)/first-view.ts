import type { QueryClient } from "@tanstack/react-query";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Place } from "@/client/place";
import type { AppRouter } from "@/server/router";
import { pageStart, postsFrom, queriesOf } from "./queries";
import { readThread } from "./read-thread";

type Trpc = TRPCOptionsProxy<AppRouter>;

/** Reads all that the first view of a place shows, at once, so that it stands there when the page does. */
export async function readFirstView(client: QueryClient, trpc: Trpc, place: Place): Promise<void> {
  const queries = queriesOf(trpc);
  await Promise.all([
    client.prefetchQuery(queries.me()),
    client.prefetchQuery(queries.settings()),
    client.prefetchQuery(queries.counts()),
    client.prefetchQuery(queries.joined()),
    client.prefetchInfiniteQuery(queries.conversations()),
    client.prefetchQuery(queries.sections()),
    ...listOf(client, trpc, place),
    ...viewOf(client, trpc, place),
  ]);
}

function listOf(client: QueryClient, trpc: Trpc, place: Place): Promise<void>[] {
  const queries = queriesOf(trpc);
  switch (place.at) {
    case "inbox":
      return [client.prefetchInfiniteQuery(queries.inbox(place.show))];
    case "search":
      return place.text ? [client.prefetchInfiniteQuery(queries.search(place.text))] : [];
    case "channel":
    case "new-thread":
    case "channel-about":
      return [
        client.prefetchQuery(queries.channel(place.channel)),
        client.prefetchInfiniteQuery(queries.threads(place.channel)),
      ];
    case "channels":
      return [client.prefetchInfiniteQuery(queries.others(""))];
    default:
      return [];
  }
}

function viewOf(client: QueryClient, trpc: Trpc, place: Place): Promise<void>[] {
  const queries = queriesOf(trpc);
  if (place.at === "messages" && place.thread) return [lastMessages(client, trpc, place.thread)];
  if ("thread" in place && place.thread) return [readThread(client, trpc, place.thread)];
  switch (place.at) {
    case "new-thread":
      return [client.prefetchQuery(queries.about(place.channel))];
    case "channel-about":
      return [
        client.prefetchQuery(queries.about(place.channel)),
        client.prefetchInfiniteQuery(queries.peopleOf(place.channel, "")),
      ];
    case "members":
      return [client.prefetchInfiniteQuery(queries.members(""))];
    case "invitations":
      return [client.prefetchInfiniteQuery(queries.invitations()), client.prefetchQuery(queries.domains())];
    case "member":
      return [client.prefetchQuery(queries.member(place.member))];
    case "new-message":
      return place.to ? [client.prefetchQuery(queries.member(place.to))] : [];
    case "groups":
      return [client.prefetchInfiniteQuery(queries.groups())];
    case "group":
      return [client.prefetchQuery(queries.group(place.group))];
    case "settings":
      return [client.prefetchQuery(queries.digest())];
    case "addresses":
      return [client.prefetchQuery(queries.addresses())];
    case "security":
      return [
        client.prefetchQuery(queries.keys()),
        client.prefetchQuery(queries.factors()),
        client.prefetchQuery(queries.sessions()),
      ];
    case "mails":
      return [
        place.mail ? client.prefetchQuery(queries.mail(place.mail)) : client.prefetchInfiniteQuery(queries.mails()),
      ];
    default:
      return [];
  }
}

/** A conversation with the page of messages that it opens at. What is missing is asked for by the view. */
async function lastMessages(client: QueryClient, trpc: Trpc, threadId: string): Promise<void> {
  const queries = queriesOf(trpc);
  const [head] = await Promise.all([
    client.fetchQuery(queries.thread(threadId)).catch(() => undefined),
    client.prefetchQuery(queries.conversation(threadId)),
  ]);
  const last = Math.max(1, head?.lastNumber ?? 1);
  await client.prefetchQuery(postsFrom(trpc, threadId, pageStart(last)));
}
