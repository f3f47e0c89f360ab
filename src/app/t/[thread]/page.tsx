import { notFound, redirect } from "next/navigation";
import { hrefOf } from "@/client/place";
import { isId } from "@/kernel/new-id";
import { pageQueries } from "@/server/caller";
import { requestContext } from "@/server/context";

/** A thread's lasting address: leads to where it is now. */
export default async function ThreadLink({ params }: { params: Promise<{ thread: string }> }) {
  const { thread } = await params;
  if (!isId(thread)) notFound();
  if (!requestContext().actor) redirect(`/sign-in?next=${encodeURIComponent(`/t/${thread}`)}`);
  const { queryClient, trpc } = pageQueries();
  const head = await queryClient.fetchQuery(trpc.threads.get.queryOptions({ id: thread })).catch(() => notFound());
  if (head.channel.visibility === "conversation") redirect(hrefOf({ at: "messages", thread }));
  redirect(hrefOf({ at: "channel", channel: head.channel.id, thread }));
}
