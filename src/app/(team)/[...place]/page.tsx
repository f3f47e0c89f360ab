import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { notFound, redirect } from "next/navigation";
import { parsePlace } from "@/client/place";
import { Providers } from "@/client/providers";
import { now } from "@/kernel/clock";
import { pageQueries, presentPlace } from "@/server/caller";
import { requestContext } from "@/server/context";
import { readFirstView } from "../first-view";
import { Team } from "../team";

type Props = { params: Promise<{ place: string[] }>; searchParams: Promise<Record<string, string | string[]>> };

/** Every place of a signed-in member. The first view is rendered here; from then on the browser goes by itself. */
export default async function PlacePage({ params, searchParams }: Props) {
  const path = `/${(await params).place.join("/")}`;
  const search = ofPlace(await searchParams);
  const place = parsePlace(path, search);
  if (!place) notFound();
  if (!requestContext().actor) redirect(`/sign-in?next=${encodeURIComponent(path + search)}`);

  const since = await presentPlace();
  const { queryClient, trpc } = pageQueries();
  await readFirstView(queryClient, trpc, place);
  return (
    <Providers>
      <HydrationBoundary state={dehydrate(queryClient)}>
        <Team now={now()} since={since} />
      </HydrationBoundary>
    </Providers>
  );
}

/** The part of an address's query that says which place it is. */
function ofPlace({ show, q, to }: Awaited<Props["searchParams"]>): string {
  const known = new URLSearchParams();
  if (typeof show === "string") known.set("show", show);
  if (typeof q === "string") known.set("q", q);
  if (typeof to === "string") known.set("to", to);
  return known.size > 0 ? `?${known}` : "";
}
