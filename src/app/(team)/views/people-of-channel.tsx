"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useDeferredValue, useState } from "react";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { ChannelView } from "@/features/channels/contract";
import { ChannelPeople, PickDialog } from "@/features/channels/ui";
import type { Me, Mentionable } from "@/features/members/contract";
import { say } from "@/ui";
import { queriesOf } from "../queries";
import { useFind } from "./use-find";

/** Who belongs to a channel, and the way to let people in: guests into a public one, anybody into a private one. */
export function PeopleOfChannel({ channel, count, me }: { channel: ChannelView; count: number; me: Me }) {
  const t = useTranslations("aboutChannel");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [filter, setFilter] = useState("");
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const text = useDeferredValue(filter.trim());
  const people = useInfiniteQuery({
    ...queriesOf(trpc).peopleOf(channel.id, text),
    placeholderData: keepPreviousData,
  });
  const lines = people.data?.pages.flatMap((page) => page.items);
  const options = {
    onError: (error: unknown) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true }),
    onSettled: () => client.invalidateQueries(trpc.channels.pathFilter()),
  };
  const add = useMutation(trpc.channels.addMember.mutationOptions(options));
  const addGroup = useMutation(
    trpc.channels.addGroup.mutationOptions({ ...options, onSuccess: (came) => say({ title: t("groupCame", came) }) }),
  );
  const remove = useMutation(trpc.channels.removeMember.mutationOptions(options));
  const findAll = useFind();
  const isPublic = channel.visibility === "public";
  const find = useCallback(
    async (typed: string): Promise<Mentionable[]> => {
      if (!isPublic) return findAll(typed);
      const input = { role: "guest" as const, limit: 20, ...(typed ? { text: typed } : {}) };
      const { items } = await client.fetchQuery(trpc.members.list.queryOptions(input));
      return items.map((one) => ({ kind: "member" as const, ...one }));
    },
    [isPublic, findAll, client, trpc],
  );
  const pick = (one: Mentionable): void => {
    setAdded(new Set([...added, one.id]));
    if (one.kind === "group") addGroup.mutate({ channelId: channel.id, groupId: one.id });
    else add.mutate({ channelId: channel.id, memberId: one.id });
  };
  return (
    <>
      <ChannelPeople
        channel={channel}
        count={count}
        people={lines ?? (people.isError ? "failed" : "loading")}
        me={me}
        filter={filter}
        onFilter={setFilter}
        onAdd={() => setAdding(true)}
        onTakeOut={({ id }) => remove.mutate({ channelId: channel.id, memberId: id })}
        onRetry={() => void people.refetch()}
        onMore={people.hasNextPage ? () => void people.fetchNextPage() : undefined}
        moreBusy={people.isFetchingNextPage}
      />
      {adding && (
        <PickDialog
          title={t(`add.${channel.visibility}`)}
          lede={t(`peopleLede.${channel.visibility}`)}
          onClose={() => {
            setAdding(false);
            setAdded(new Set());
          }}
          onFind={find}
          inside={new Set([...added, ...(lines ?? []).map(({ id }) => id)])}
          onPick={pick}
        />
      )}
    </>
  );
}
