"use client";

import { Ellipsis, FolderInput, Link2, LockKeyhole, LockKeyholeOpen, MailOpen, Pin, PinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton, Menu } from "@/ui";
import type { ThreadHead } from "../contract";

type ThreadMenuProps = {
  thread: Pick<ThreadHead, "locked" | "pinned" | "may">;
  onMarkUnread: () => void;
  onCopyLink: () => void;
  onLock: (locked: boolean) => void;
  onPin: (pinned: boolean) => void;
  onMove: () => void;
};

/** What can be done with a thread as a whole, as far as one may. */
export function ThreadMenu({ thread: { locked, pinned, may }, ...act }: ThreadMenuProps) {
  const t = useTranslations("thread");
  return (
    <Menu
      button={(wiring) => (
        <IconButton {...wiring} label={t("more")}>
          <Ellipsis aria-hidden />
        </IconButton>
      )}
      items={[
        { label: t("markUnread"), icon: <MailOpen aria-hidden />, run: act.onMarkUnread },
        { label: t("copyLink"), icon: <Link2 aria-hidden />, run: act.onCopyLink },
        ...(may.pin
          ? [
              {
                label: t(pinned ? "unpin" : "pin"),
                icon: pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
                run: () => act.onPin(!pinned),
              },
            ]
          : []),
        ...(may.lock
          ? [
              {
                label: t(locked ? "unlock" : "lock"),
                icon: locked ? <LockKeyholeOpen aria-hidden /> : <LockKeyhole aria-hidden />,
                run: () => act.onLock(!locked),
              },
            ]
          : []),
        ...(may.move ? [{ label: t("move"), icon: <FolderInput aria-hidden />, run: act.onMove }] : []),
      ]}
    />
  );
}
