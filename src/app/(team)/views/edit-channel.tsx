"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { ChannelView } from "@/features/channels/contract";
import { EditChannelDialog } from "@/features/channels/ui";

/** Changes what a channel is called and for. */
export function EditChannel({ channel, onClose }: { channel: ChannelView; onClose: () => void }) {
  const t = useTranslations("aboutChannel");
  const trpc = useTRPC();
  const client = useQueryClient();
  const update = useMutation(
    trpc.channels.update.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.channels.pathFilter());
        onClose();
      },
    }),
  );
  const refusal = update.error && refusalOf(update.error);
  const field = refusal?.field === "name" || refusal?.field === "purpose" ? refusal.field : "form";
  return (
    <EditChannelDialog
      channel={channel}
      onClose={onClose}
      onSubmit={(next) => update.mutate({ channelId: channel.id, ...next })}
      busy={update.isPending}
      errors={refusal ? { [field]: refusal.message ?? t("noAnswer") } : {}}
    />
  );
}
