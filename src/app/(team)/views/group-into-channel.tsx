"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { Section } from "@/features/settings/ui";
import { Button, Field, Select } from "@/ui";
import { queriesOf } from "../queries";

/** Lets the present people of a group into one of my private channels. */
export function GroupIntoChannel({ groupId }: { groupId: string }) {
  const t = useTranslations("group");
  const trpc = useTRPC();
  const { data } = useQuery(queriesOf(trpc).joined());
  const channels = data?.items.filter(({ visibility }) => visibility === "private") ?? [];
  const [channelId, setChannelId] = useState("");
  const add = useMutation(trpc.channels.addGroup.mutationOptions());
  if (channels.length === 0) return null;
  const chosen = channelId || (channels[0]?.id ?? "");
  return (
    <Section id="into-channel" title={t("channel")} lede={t("channelLede")}>
      <form
        className="max-w-120"
        onSubmit={(event) => {
          event.preventDefault();
          if (!add.isPending) add.mutate({ channelId: chosen, groupId });
        }}
      >
        <Field
          label={t("channelName")}
          well={add.isSuccess}
          hint={add.data && t("channelDone", add.data)}
          error={add.error ? (refusalOf(add.error).message ?? t("noAnswer")) : undefined}
        >
          {(wiring) => (
            <div className="flex gap-2">
              <Select
                {...wiring}
                className="min-w-0 flex-1"
                value={chosen}
                onChange={(event) => {
                  setChannelId(event.currentTarget.value);
                  add.reset();
                }}
              >
                {channels.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
              <Button type="submit" busy={add.isPending} className="min-h-11">
                {t("channelAdd")}
              </Button>
            </div>
          )}
        </Field>
      </form>
    </Section>
  );
}
