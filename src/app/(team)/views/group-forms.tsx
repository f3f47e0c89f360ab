"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { GroupView } from "@/features/groups/contract";
import { GroupDialog } from "@/features/groups/ui";
import { newId } from "@/kernel/new-id";

function errorsOf(error: unknown, noAnswer: string): Record<string, string> {
  if (!error) return {};
  const { field = "", message } = refusalOf(error);
  return { [["name", "handle", "purpose"].includes(field) ? field : "form"]: message ?? noAnswer };
}

/** Makes a group and goes there. One id per form: a second press of the button is the same group. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const t = useTranslations("group");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [id] = useState(newId);
  const create = useMutation(
    trpc.groups.create.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.groups.pathFilter());
        onClose();
        navigate(hrefOf({ at: "group", group: id }));
      },
    }),
  );
  return (
    <GroupDialog
      onClose={onClose}
      onSubmit={(group) => create.mutate({ id, ...group })}
      busy={create.isPending}
      errors={errorsOf(create.error, t("noAnswer"))}
    />
  );
}

/** Changes what a group is called and for. */
export function EditGroup({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const t = useTranslations("group");
  const trpc = useTRPC();
  const client = useQueryClient();
  const update = useMutation(
    trpc.groups.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.groups.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <GroupDialog
      group={group}
      onClose={onClose}
      onSubmit={(next) => update.mutate({ groupId: group.id, ...next })}
      busy={update.isPending}
      errors={errorsOf(update.error, t("noAnswer"))}
    />
  );
}
