import { useTranslations } from "next-intl";
import { Door } from "@/features/auth/ui";
import { Button } from "@/ui";

type UnsubscribePageProps = {
  team: string;
  /** What the link of the mail would switch off. */
  what: { kind: "digest" } | { kind: "reason"; channel: string };
  /** `ask`: nothing has happened yet; `done`: it is off; `gone`: the link is none of ours. */
  state: "ask" | "done" | "gone";
  /** Where the form is posted: opening the page acts on nothing. */
  action: string;
};

/** The page behind a mail's "unsubscribe": it works without scripts and without signing in. */
export function UnsubscribePage({ team, what, state, action }: UnsubscribePageProps) {
  const t = useTranslations("unsubscribe");
  if (state === "gone") return <Door title={t("gone")} lede={t("goneBody")} foot={team} />;
  const told = what.kind === "digest" ? t(`${state}.digest`) : t(`${state}.reason`, { channel: what.channel });
  return (
    <Door title={t(`${state}.title`)} lede={told} foot={team}>
      {state === "ask" && (
        <form method="post" action={action} className="mt-6">
          <Button type="submit" kind="primary" size="lg" wide>
            {t("submit")}
          </Button>
        </form>
      )}
      <p className="mt-6 text-sm text-pretty text-ink-2">
        {t.rich("rest", {
          link: (chunks) => (
            <a href="/settings" className="font-medium text-tide-ink underline underline-offset-3">
              {chunks}
            </a>
          ),
        })}
      </p>
    </Door>
  );
}
