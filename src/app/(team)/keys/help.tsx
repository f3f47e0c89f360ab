"use client";

import { useTranslations } from "next-intl";
import { Dialog, Kbd } from "@/ui";

const keys = [
  { name: "move", caps: ["J", "K"] },
  { name: "open", caps: ["Enter"] },
  { name: "done", caps: ["E"] },
  { name: "unread", caps: ["U"] },
  { name: "reply", caps: ["R"] },
  { name: "next", caps: ["N", "P"] },
  { name: "fold", caps: ["X"] },
  { name: "view", caps: ["V"] },
  { name: "mute", caps: ["M"] },
  { name: "write", caps: ["C"] },
  { name: "inbox", caps: ["G", "I"] },
  { name: "search", caps: ["/"] },
  { name: "messages", caps: ["G", "M"] },
  { name: "post", caps: ["Ctrl", "Enter"] },
  { name: "settle", caps: ["Ctrl", "Shift", "Enter"] },
  { name: "help", caps: ["?"] },
] as const;

/** Every key, in one list. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2.5">
        {keys.map(({ name, caps }) => (
          <div key={name} className="contents">
            <dt>{t(name)}</dt>
            <dd className="flex justify-end gap-1">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
