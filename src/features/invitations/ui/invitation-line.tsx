"use client";

import { Link2, Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, LinkToCopy, Time, usePersonName } from "@/ui";
import type { InvitationLine as Invitation } from "../contract";

type InvitationLineProps = {
  invitation: Invitation;
  urlOf: (token: string) => string;
  onRevoke: () => void;
  busy: boolean;
};

/** One open invitation: for whom, to what, by whom, until when. */
export function InvitationLine({ invitation, urlOf, onRevoke, busy }: InvitationLineProps) {
  const t = useTranslations("invitations");
  const nameOf = usePersonName();
  const [shown, setShown] = useState(false);
  const { token, address, maxUses, uses, role, channels, maker, expiresAt } = invitation;
  const Icon = address === null ? Link2 : Mail;
  const forWhom =
    address ?? (maxUses === null ? t("anyNumber", { uses }) : t("usesLeft", { left: maxUses - uses, of: maxUses }));
  return (
    <li className="grid gap-3 border-t border-line py-3.5 last:border-b">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon aria-hidden className="size-4.5 shrink-0 text-ink-2" />
        <div className="min-w-0 flex-1 max-sm:basis-[70%]">
          <p className="text-row font-medium wrap-anywhere">{forWhom}</p>
          <p className="text-sm text-pretty wrap-anywhere text-ink-2">
            {channels.length > 0
              ? t("grantsIn", { role: t(`role.${role}`), channels: channels.map(({ name }) => `#${name}`).join(", ") })
              : t("grants", { role: t(`role.${role}`) })}
          </p>
          <p className="text-sm text-pretty wrap-anywhere text-ink-2">
            {t.rich("by", {
              name: nameOf(maker.name),
              time: () => <Time at={expiresAt} className="whitespace-nowrap" />,
            })}
          </p>
          {token === null && <p className="text-sm text-ink-2">{t("notYours")}</p>}
        </div>
        <div className="flex gap-2 max-sm:w-full">
          {token !== null && (
            <Button size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t("link")}
            </Button>
          )}
          <Button size="sm" kind="quiet" busy={busy} onClick={onRevoke}>
            {t("revoke")}
          </Button>
        </div>
      </div>
      {shown && token !== null && <LinkToCopy url={urlOf(token)} label={t("linkFor", { who: forWhom })} />}
    </li>
  );
}
