"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Button, Dialog, LinkToCopy, Time } from "@/ui";
import type { ChannelOption } from "./channel-picker";
import { type InviteErrors, InviteForm, type InviteValues } from "./invite-form";

type InviteDialogProps = {
  onClose: () => void;
  mayMakeAdmins: boolean;
  channels: readonly ChannelOption[];
  /** Whether this server can send mail. */
  mail: boolean;
  onSubmit: (values: InviteValues) => void;
  busy: boolean;
  errors: InviteErrors;
  /** What came of it: until then there is the form. */
  made?: readonly { url: string; address: string | null; expiresAt: number }[];
};

/** How somebody is invited: by a link to send however one likes, or by mail. */
export function InviteDialog({ onClose, mail, made, ...form }: InviteDialogProps) {
  const t = useTranslations("invite");
  const [way, setWay] = useState<"link" | "mail">("link");
  return (
    <Dialog open onClose={onClose} title={t("title")}>
      {made ? (
        <Made made={made} />
      ) : (
        <>
          <fieldset className="grid grid-cols-2 gap-1 rounded-control bg-sunken p-1">
            <legend className="sr-only">{t("way")}</legend>
            {(["link", "mail"] as const).map((one) => (
              <Button
                key={one}
                size="sm"
                kind={way === one ? "plain" : "quiet"}
                aria-pressed={way === one}
                onClick={() => setWay(one)}
              >
                {t(`by.${one}`)}
              </Button>
            ))}
          </fieldset>
          <p className="text-row text-pretty text-ink-2">
            {t(way === "link" ? "ledeLink" : mail ? "ledeMail" : "noMail")}
          </p>
          {(way === "link" || mail) && <InviteForm way={way} {...form} />}
        </>
      )}
    </Dialog>
  );
}

function Made({ made }: { made: NonNullable<InviteDialogProps["made"]> }) {
  const t = useTranslations("invite");
  const [first] = made;
  const addresses = made.flatMap(({ address }) => address ?? []);
  return (
    <div className="grid gap-4">
      {addresses.length > 0 && (
        <div className="grid gap-2">
          <p className="text-row text-pretty text-ink-2">{t("onTheirWay", { count: addresses.length })}</p>
          <ul className="max-h-[40vh] overflow-y-auto text-row font-medium">
            {addresses.map((address) => (
              <li key={address} className="py-1 wrap-anywhere">
                {address}
              </li>
            ))}
          </ul>
        </div>
      )}
      {first && made.length === 1 && <LinkToCopy url={first.url} label={t("link")} />}
      {first && (
        <p className="text-sm text-pretty text-ink-2">
          {t.rich("until", { time: () => <Time at={first.expiresAt} className="whitespace-nowrap" /> })}
        </p>
      )}
      <p className="text-sm">
        <Link href={hrefOf({ at: "invitations" })} className="underline underline-offset-3">
          {t("all")}
        </Link>
      </p>
    </div>
  );
}
