"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { AboutPage, DefaultPeople, GovernSection, PickDialog } from "@/features/channels/ui";
import { ThreadLoading, ThreadMissing } from "@/features/threads/ui";
import { Button, Dialog, say } from "@/ui";
import { queriesOf } from "../queries";
import { EditChannel } from "./edit-channel";
import { PeopleOfChannel } from "./people-of-channel";
import { useFind } from "./use-find";
import { useJoin } from "./use-join";

/** A channel itself, and what I may do with it. */
export function ChannelAbout({ id }: { id: string }) {
  const t = useTranslations("aboutChannel");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const channel = useQuery(queries.channel(id));
  const about = useQuery(queries.about(id));
  const join = useJoin();
  const findAll = useFind();
  const find = useMemo(
    () => async (text: string) => (await findAll(text)).filter(({ kind }) => kind === "member"),
    [findAll],
  );
  const [open, setOpen] = useState<"edit" | "default" | "leave">();
  const close = () => setOpen(undefined);
  const options = {
    onError: (error: unknown) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true }),
    onSettled: () => client.invalidateQueries(trpc.channels.pathFilter()),
  };
  const setLevel = useMutation(trpc.channels.setLevel.mutationOptions(options));
  const setVisibility = useMutation(trpc.channels.setVisibility.mutationOptions(options));
  const setArchived = useMutation(trpc.channels.setArchived.mutationOptions(options));
  const addDefault = useMutation(trpc.channels.addDefault.mutationOptions(options));
  const removeDefault = useMutation(trpc.channels.removeDefault.mutationOptions(options));
  const leave = useMutation(
    trpc.channels.leave.mutationOptions({
      ...options,
      onSuccess: () => {
        close();
        navigate("/channels");
      },
    }),
  );
  const back = hrefOf({ at: "channel", channel: id });
  const backLink = { href: back, label: t("back") };
  const error = channel.error ?? about.error;
  if (!channel.data || !about.data || !me)
    return error ? (
      <ThreadMissing back={backLink} gone={refusalOf(error).gone} onRetry={() => void channel.refetch()} />
    ) : (
      <ThreadLoading back={backLink} />
    );
  const { visibility, mayChange, mayGovern } = channel.data;
  return (
    <>
      <AboutPage
        // What is on its way already shows.
        channel={setLevel.isPending ? { ...channel.data, level: setLevel.variables.level } : channel.data}
        about={about.data}
        back={back}
        onEdit={() => setOpen("edit")}
        onJoin={() => join(id)}
        onLeave={() => setOpen("leave")}
        onLevel={(level) => setLevel.mutate({ channelId: id, level })}
        people={<PeopleOfChannel channel={channel.data} count={about.data.members} me={me} />}
        defaults={
          <DefaultPeople
            people={about.data.defaults}
            me={me.id}
            mayChange={mayChange}
            onAdd={() => setOpen("default")}
            onTakeOut={(memberId) => removeDefault.mutate({ channelId: id, memberId })}
          />
        }
        govern={
          mayGovern && (
            <GovernSection
              channel={channel.data}
              about={about.data}
              onVisibility={(next) => setVisibility.mutate({ channelId: id, visibility: next })}
              onArchive={(archived) => setArchived.mutate({ channelId: id, archived })}
            />
          )
        }
      />
      {open === "edit" && <EditChannel channel={channel.data} onClose={close} />}
      {open === "default" && (
        <PickDialog
          title={t("defaultsAdd")}
          lede={t("defaultsLede")}
          onClose={close}
          onFind={find}
          inside={new Set(about.data.defaults.map((one) => one.id))}
          onPick={(one) => addDefault.mutate({ channelId: id, memberId: one.id })}
        />
      )}
      <Dialog open={open === "leave"} onClose={close} title={t("leaveTitle", { channel: channel.data.name })}>
        <p className="text-row text-pretty text-ink-2">
          {t(`leaveBody.${visibility === "private" && about.data.members === 1 ? "last" : visibility}`)}
        </p>
        <Button
          kind="primary"
          busy={leave.isPending}
          onClick={() => leave.mutate({ channelId: id })}
          className="justify-self-start"
        >
          {t("leave")}
        </Button>
      </Dialog>
    </>
  );
}
