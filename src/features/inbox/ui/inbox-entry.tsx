"use client";

import {
  AtSign,
  Check,
  CornerDownRight,
  Eye,
  Gavel,
  Hash,
  type LucideIcon,
  MessageCircle,
  Undo2,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { IconButton, Row } from "@/ui";
import type { EntryLine } from "../contract";

const icons: Record<EntryLine["reason"], LucideIcon> = {
  asked: Gavel,
  mentioned: AtSign,
  direct: MessageCircle,
  replied: CornerDownRight,
  group: Users,
  following: Eye,
  channel: Hash,
};

type InboxEntryProps = {
  entry: EntryLine;
  href: string;
  selected: boolean;
  onDone: (threadId: string, done: boolean) => void;
};

/** One line of the inbox, with the reason why it is there. */
export const InboxEntry = memo(function InboxEntry({ entry, href, selected, onDone }: InboxEntryProps) {
  const t = useTranslations("inbox");
  const Icon = icons[entry.reason];
  return (
    <Row
      rowKey={entry.threadId}
      href={href}
      person={entry.author}
      where={entry.channel.visibility === "conversation" ? undefined : t("in", { channel: entry.channel.name })}
      at={entry.at}
      clock
      title={entry.title}
      excerpt={entry.excerpt}
      unread={entry.unread ? t("unread") : undefined}
      selected={selected}
      foot={
        <>
          <Icon aria-hidden className="rtl:-scale-x-100" />
          {t(`reason.${entry.reason}`)}
        </>
      }
      action={
        <IconButton label={t(entry.done ? "undone" : "done")} onClick={() => onDone(entry.threadId, !entry.done)}>
          {entry.done ? <Undo2 aria-hidden className="rtl:-scale-x-100" /> : <Check aria-hidden />}
        </IconButton>
      }
    />
  );
});
