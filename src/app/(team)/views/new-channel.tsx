"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { navigate } from "@/client/link";
import { hrefOf } from "@/client/place";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import { NewChannelDialog } from "@/features/channels/ui";
import { newId } from "@/kernel/new-id";

/** Makes a channel and goes there. One id per form: a second press of the button is the same channel. */
export function NewChannel({ onClose }: { onClose: () => void }) {
  const t = useTranslations("newChannel");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [id] = useState(newId);
  const create = useMutation(
    trpc.channels.create.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.channels.pathFilter());
        onClose();
        navigate(hrefOf({ at: "channel", channel: id }));
      },
    }),
  );
  const refusal = create.error && refusalOf(create.error);
  const field = refusal?.field === "name" || refusal?.field === "purpose" ? refusal.field : "form";
  return (
    <NewChannelDialog
      open
      onClose={onClose}
      onSubmit={(channel) => create.mutate({ id, ...channel })}
      busy={create.isPending}
      errors={refusal ? { [field]: refusal.message ?? t("noAnswer") } : {}}
    />
  );
}
