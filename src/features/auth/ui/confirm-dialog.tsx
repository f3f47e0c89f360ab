"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Dialog } from "@/ui";
import { ConfirmByCode } from "./confirm-by-code";
import { ConfirmByMail } from "./confirm-by-mail";
import { ConfirmByPasskey } from "./confirm-by-passkey";
import { ConfirmByPassword } from "./confirm-by-password";

/** Asks a signed-in member to show once more that it is them, by what they have. */
export function ConfirmDialog({ onSettle }: { onSettle: (confirmed: boolean) => void }) {
  const t = useTranslations("confirm");
  const { data: keys } = useQuery({ ...useTRPC().auth.keys.queryOptions(), staleTime: 0 });
  return (
    <Dialog open onClose={() => onSettle(false)} title={t("title")}>
      <p className="text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      {keys?.passkeys && <ConfirmByPasskey onDone={() => onSettle(true)} />}
      {keys?.password && <ConfirmByPassword onDone={() => onSettle(true)} />}
      {keys?.totp && <ConfirmByCode onDone={() => onSettle(true)} />}
      {keys?.mail && <ConfirmByMail onDone={() => onSettle(true)} />}
      {keys && !Object.values(keys).some(Boolean) && (
        <p className="text-row leading-[1.55] text-pretty">{t("nothing")}</p>
      )}
    </Dialog>
  );
}
