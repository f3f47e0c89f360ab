"use client";

import { BellOff, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Button, buttonLook, EmptyState, ErrorState, Row, RowSkeletons, usePersonName } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { ConversationLine } from "../contract";

type ConversationListProps = {
  conversations: readonly ConversationLine[] | "loading" | "failed";
  me: string;
  selected?: string;
  onRetry: () => void;
  /** Asks for older ones; absent when there are none. */
  onMore?: () => void;
  moreBusy?: boolean;
};

/** Whom one writes with, the last message first. */
export function ConversationList(props: ConversationListProps) {
  const { conversations, me, selected, onRetry, onMore, moreBusy } = props;
  const t = useTranslations("conversations");
  const nameOf = usePersonName();
  const write = hrefOf({ at: "new-message" });
  /** In a group it says who wrote; between two only when it was oneself. */
  const excerptOf = ({ last, count }: ConversationLine): string => {
    if (!last) return t("nothingYet");
    if (last.author.id === me) return t("byMe", { text: last.excerpt });
    return count > 1 ? t("by", { author: nameOf(last.author.name), text: last.excerpt }) : last.excerpt;
  };
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <ListHead
        title={t("title")}
        action={
          <Link href={write} className={buttonLook({ kind: "primary", size: "sm" })}>
            <SquarePen aria-hidden />
            {t("write")}
          </Link>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto pt-2 pb-6">
        {conversations === "loading" && <RowSkeletons label={t("loading")} />}
        {conversations === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
        {typeof conversations === "object" && conversations.length === 0 && (
          <EmptyState
            title={t("empty")}
            body={t("emptyBody")}
            action={
              <Link href={write} className={buttonLook()}>
                {t("first")}
              </Link>
            }
          />
        )}
        {typeof conversations === "object" && (
          <ul>
            {conversations.map((line) => (
              <Row
                key={line.threadId}
                rowKey={line.threadId}
                href={hrefOf({ at: "messages", thread: line.threadId })}
                person={line.people[0] ?? { id: line.threadId, name: line.title }}
                name={line.title}
                at={line.lastPostAt}
                title={excerptOf(line)}
                unread={line.unread > 0 ? t("unread") : undefined}
                selected={line.threadId === selected}
                foot={
                  line.muted && (
                    <>
                      <BellOff aria-hidden />
                      {t("muted")}
                    </>
                  )
                }
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
