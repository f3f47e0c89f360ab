"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { MailPage, MailsPage } from "@/features/mails/ui";
import { queriesOf } from "../queries";

/** All of my mail. */
export function Mails() {
  const mails = useInfiniteQuery(queriesOf(useTRPC()).mails());
  return (
    <MailsPage
      mails={mails.data?.pages.flatMap((page) => page.items) ?? (mails.isError ? "failed" : "loading")}
      onRetry={() => void mails.refetch()}
      onMore={mails.hasNextPage ? () => void mails.fetchNextPage() : undefined}
      moreBusy={mails.isFetchingNextPage}
    />
  );
}

/** One mail of mine. */
export function Mail({ id }: { id: string }) {
  const mail = useQuery(queriesOf(useTRPC()).mail(id));
  const missing = mail.error && (refusalOf(mail.error).gone ? "gone" : "failed");
  return <MailPage mail={mail.data ?? missing ?? "loading"} onRetry={() => void mail.refetch()} />;
}
