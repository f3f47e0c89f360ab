"use client";

import { useTranslations } from "next-intl";
import { useAsking } from "@/client/confirming";
import { api } from "@/client/trpc";
import { LinkAct } from "@/features/addresses/ui";
import { ConfirmDialog, Door, useConfirmed } from "@/features/auth/ui";
import { buttonLook } from "@/ui";
import type { Account } from "../contract";

/** Both accounts, and the button that makes them one. */
export function Merge({ token, into, from }: { token: string; into: Account; from: Account }) {
  const t = useTranslations("merge");
  const confirmed = useConfirmed();
  const asking = useAsking();
  return (
    <Door title={t("title")} lede={t("lede", { into: into.handle, from: from.handle })} foot={t("foot")}>
      <dl className="mt-6">
        <AccountLine what={t("goes")} account={from} />
        <AccountLine what={t("stays")} account={into} />
      </dl>
      <LinkAct
        label={t("submit")}
        act={() => confirmed(() => api().merge.run.mutate({ token }))}
        done={
          <div className="grid justify-items-start gap-4">
            <p className="text-pretty">{t("done", { into: into.handle })}</p>
            <a className={buttonLook()} href="/inbox">
              {t("inbox")}
            </a>
          </div>
        }
      />
      {asking && <ConfirmDialog onSettle={asking.settle} />}
    </Door>
  );
}

function AccountLine({ what, account }: { what: string; account: Account }) {
  const t = useTranslations("merge");
  const { name, handle, role, posts, channels } = account;
  return (
    <div className="border-t border-line py-3.5 last:border-b">
      <dt className="text-sm text-ink-2">{what}</dt>
      <dd>
        <p className="text-row font-medium wrap-anywhere">
          {name} <span className="font-normal text-ink-2">@{handle}</span>
        </p>
        <p className="text-sm text-ink-2">{t("holds", { role: t(`role.${role}`), posts, channels })}</p>
      </dd>
    </div>
  );
}

/** What whoever is not signed in as the member who stays learns of such a link. */
export function MergeElsewhere({ token, name, handle }: { token: string; name: string; handle: string }) {
  const t = useTranslations("merge");
  return (
    <Door title={t("elsewhere")} lede={t("elsewhereLede", { name, handle })}>
      <p className="mt-6">
        <a className={buttonLook()} href={`/sign-in?next=/merge/${token}`}>
          {t("signIn")}
        </a>
      </p>
    </Door>
  );
}
