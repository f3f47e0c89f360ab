import { notFound, redirect } from "next/navigation";
import { hrefOf } from "@/client/place";
import { isId } from "@/kernel/new-id";
import { pageQueries } from "@/server/caller";
import { requestContext } from "@/server/context";

/** A post's lasting address: leads to it within its thread, wherever that is now. */
export default async function PostLink({ params }: { params: Promise<{ post: string }> }) {
  const { post } = await params;
  if (!isId(post)) notFound();
  if (!requestContext().actor) redirect(`/sign-in?next=${encodeURIComponent(`/p/${post}`)}`);
  const { queryClient, trpc } = pageQueries();
  const place = await queryClient.fetchQuery(trpc.posts.place.queryOptions({ id: post })).catch(() => notFound());
  const { threadId, channelId, direct } = place;
  const where = direct
    ? ({ at: "messages", thread: threadId } as const)
    : ({ at: "channel", channel: channelId, thread: threadId } as const);
  redirect(`${hrefOf(where)}#post-${post}`);
}
