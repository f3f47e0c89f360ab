"use client";

import clsx from "clsx";
import { Hash, LockKeyhole, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Button, EmptyState, ErrorState, RowSkeletons, VisuallyHidden } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { ChannelLine } from "../contract";

type ChannelListProps = {
  channels: readonly ChannelLine[] | "loading" | "failed";
  onRetry: () => void;
  /** Opens the form of a new channel. */
  onNew: () => void;
};

/** All channels that one may see: one's own, and those that one may join. */
export function ChannelList({ channels, onRetry, onNew }: ChannelListProps) {
  const t = useTranslations("channels");
  const list = typeof channels === "object" ? channels : [];
  const others = list.filter((channel) => !channel.joined);
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <ListHead
        title={t("title")}
        action={
          <Button size="sm" onClick={onNew}>
            <Plus aria-hidden />
            {t("new")}
          </Button>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto pt-2 pb-6">
        {channels === "loading" && <RowSkeletons label={t("loading")} />}
        {channels === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
        {typeof channels === "object" && channels.length === 0 && (
          <EmptyState title={t("empty")} body={t("emptyBody")} />
        )}
        <Lines channels={list.filter((channel) => channel.joined)} />
        {others.length > 0 && (
          <>
            <h2 className="px-6 pt-6 pb-1 text-xs font-medium text-ink-3 max-md:text-sm">{t("others")}</h2>
            <Lines channels={others} />
          </>
        )}
      </div>
    </section>
  );
}

function Lines({ channels }: { channels: readonly ChannelLine[] }) {
  const t = useTranslations("channels");
  return (
    <ul>
      {channels.map((channel) => {
        const Icon = channel.visibility === "private" ? LockKeyhole : Hash;
        return (
          <li key={channel.id}>
            <Link
              href={hrefOf({ at: "channel", channel: channel.id })}
              className="mx-2 flex min-h-14 items-center gap-3 rounded-md px-4 py-2 transition-colors hover:bg-hover"
            >
              <Icon aria-hidden className="text-ink-3" />
              <span className="min-w-0 flex-1">
                <span className={clsx("block truncate text-row", channel.unread ? "font-semibold" : "font-medium")}>
                  {channel.name}
                  {channel.unread && <VisuallyHidden>{`, ${t("unread")}`}</VisuallyHidden>}
                </span>
                {channel.purpose && <span className="block truncate text-sm text-ink-2">{channel.purpose}</span>}
              </span>
              {channel.unread && <span aria-hidden className="size-1.75 shrink-0 rounded-full bg-tide" />}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
