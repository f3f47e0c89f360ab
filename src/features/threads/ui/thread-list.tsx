"use client";

import { Info, LockKeyhole, Pin, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeptScroll } from "@/client/kept-scroll";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import type { ChannelView } from "@/features/channels/contract";
import { Button, buttonLook, EmptyState, ErrorState, Row, RowSkeletons } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { ThreadLine } from "../contract";

type ThreadListProps = {
  channel: Pick<ChannelView, "id" | "name" | "purpose" | "joined" | "archived" | "visibility">;
  /** Joins the channel, which has to be done before one writes in it. */
  onJoin: () => void;
  /** Absent while they are coming; "failed" when they did not come. */
  threads: readonly ThreadLine[] | "loading" | "failed";
  /** Those that stand above all others. */
  pinned: readonly ThreadLine[];
  selected?: string;
  onRetry: () => void;
  /** Asks for older threads; absent when there are none. */
  onMore?: () => void;
  moreBusy?: boolean;
};

/** The threads of a channel, the last active first. */
export function ThreadList({ channel, threads, pinned, selected, onJoin, onRetry, onMore, moreBusy }: ThreadListProps) {
  const t = useTranslations("channel");
  const write = hrefOf({ at: "new-thread", channel: channel.id });
  return (
    <section aria-label={channel.name} className="flex min-h-0 flex-1 flex-col">
      <ListHead
        title={
          <span title={channel.name}>
            {channel.visibility === "private" && (
              <LockKeyhole aria-hidden className="me-1.5 inline size-4 text-ink-3" />
            )}
            {channel.name}
          </span>
        }
        lede={channel.archived ? t("archived") : channel.purpose}
        action={
          <>
            <Link
              href={hrefOf({ at: "channel-about", channel: channel.id })}
              aria-label={t("about")}
              title={t("about")}
              className="grid size-8 shrink-0 place-items-center rounded-[8px] text-ink-2 hover:bg-hover hover:text-ink max-md:size-11"
            >
              <Info aria-hidden />
            </Link>
            {channel.archived ? null : channel.joined ? (
              <Link href={write} className={buttonLook({ kind: "primary", size: "sm" })}>
                <SquarePen aria-hidden />
                {t("write")}
              </Link>
            ) : (
              <Button kind="primary" size="sm" onClick={onJoin}>
                {t("join")}
              </Button>
            )}
          </>
        }
      />
      <div ref={useKeptScroll(`channel:${channel.id}`)} className="min-h-0 flex-1 overflow-y-auto pt-2 pb-6">
        {threads === "loading" && <RowSkeletons label={t("loading")} />}
        {threads === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
        {typeof threads === "object" && threads.length + pinned.length === 0 && (
          <EmptyState
            title={t("empty")}
            body={t("emptyBody", { channel: channel.name })}
            action={
              channel.joined &&
              !channel.archived && (
                <Link href={write} className={buttonLook()}>
                  {t("first")}
                </Link>
              )
            }
          />
        )}
        {typeof threads === "object" && (
          <ul>
            {[...pinned, ...threads].map((thread) => (
              <Row
                key={thread.id}
                rowKey={thread.id}
                href={hrefOf({ at: "channel", channel: channel.id, thread: thread.id })}
                person={thread.lastAuthor}
                at={thread.lastPostAt}
                title={thread.title}
                excerpt={thread.excerpt}
                unread={thread.unread > 0 ? t("unread") : undefined}
                selected={thread.id === selected}
                foot={<Foot thread={thread} pinned={pinned.includes(thread)} />}
              />
            ))}
          </ul>
        )}
        {onMore && (
          <div className="px-6 pt-4">
            <Button busy={moreBusy} onClick={onMore}>
              {t("more")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Foot({ thread, pinned }: { thread: ThreadLine; pinned: boolean }) {
  const t = useTranslations("channel");
  return (
    <>
      {pinned && (
        <span className="me-1.5 inline-flex items-center gap-1.5">
          <Pin aria-hidden />
          {t("pinned")}
        </span>
      )}
      {thread.locked && (
        <span className="me-1.5 inline-flex items-center gap-1.5">
          <LockKeyhole aria-hidden />
          {t("locked")}
        </span>
      )}
      {t("posts", { count: thread.posts })}
    </>
  );
}
