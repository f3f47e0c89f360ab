"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { navigate } from "@/client/link";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { AddPeopleDialog, GroupPage } from "@/features/groups/ui";
import { Button, Dialog, say } from "@/ui";
import { queriesOf } from "../queries";
import { EditGroup } from "./group-forms";
import { GroupIntoChannel } from "./group-into-channel";
import { PersonMissing } from "./person-missing";
import { useFind } from "./use-find";

/** A group with its people, and what I may do with it. */
export function Group({ id }: { id: string }) {
  const t = useTranslations("group");
  const trpc = useTRPC();
  const client = useQueryClient();
  const queries = queriesOf(trpc);
  const { data: me } = useQuery(queries.me());
  const group = useQuery(queries.group(id));
  const find = useFind();
  const [open, setOpen] = useState<"edit" | "add" | "remove">();
  const close = () => setOpen(undefined);
  const onError = (error: unknown) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true });
  const onSuccess = () => client.invalidateQueries(trpc.groups.pathFilter());
  const add = useMutation(trpc.groups.addMembers.mutationOptions({ onSuccess, onError }));
  const takeOut = useMutation(trpc.groups.removeMember.mutationOptions({ onSuccess, onError }));
  const remove = useMutation(
    trpc.groups.remove.mutationOptions({
      onError,
      onSuccess: () => {
        navigate("/groups");
        client.removeQueries(trpc.groups.get.queryFilter({ groupId: id }));
        void client.invalidateQueries(trpc.groups.list.pathFilter());
      },
    }),
  );
  const inside = useMemo(() => new Set(group.data?.members.map((one) => one.id)), [group.data]);
  if (!group.data || !me) return <PersonMissing error={group.error} onRetry={() => void group.refetch()} />;
  return (
    <>
      <GroupPage
        group={group.data}
        me={me.id}
        onEdit={() => setOpen("edit")}
        onAdd={() => setOpen("add")}
        onTakeOut={(memberId) => takeOut.mutate({ groupId: id, memberId })}
        onLeave={() => takeOut.mutate({ groupId: id, memberId: me.id })}
        onRemove={() => setOpen("remove")}
        channels={me.role !== "guest" && <GroupIntoChannel groupId={id} />}
      />
      {open === "edit" && <EditGroup group={group.data} onClose={close} />}
      {open === "add" && (
        <AddPeopleDialog
          onClose={close}
          onFind={find}
          inside={inside}
          onAdd={(memberId) => add.mutate({ groupId: id, memberIds: [memberId] })}
        />
      )}
      <Dialog open={open === "remove"} onClose={close} title={t("removeTitle", { name: group.data.name })}>
        <p className="text-row text-pretty text-ink-2">{t("removeBody", { handle: group.data.handle })}</p>
        <Button
          kind="primary"
          busy={remove.isPending}
          onClick={() => remove.mutate({ groupId: id })}
          className="justify-self-start"
        >
          {t("remove")}
        </Button>
      </Dialog>
    </>
  );
}
