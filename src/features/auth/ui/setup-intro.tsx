import { useTranslations } from "next-intl";
import { Mark } from "@/ui";

const promises = ["off", "held", "right", "hand"] as const;

/** What Tidings promises, beside the first form that anybody sees. `host` is where it runs. */
export function SetupIntro({ host }: { host: string }) {
  const t = useTranslations("setup");
  return (
    <aside
      aria-label={t("intro")}
      className="sticky top-0 flex h-dvh flex-col border-e border-line bg-sunken p-12 max-lg:p-8 max-md:static max-md:h-auto max-md:border-0 max-md:bg-transparent max-md:px-4 max-md:pt-5 max-md:pb-0"
    >
      <p className="flex items-center gap-2.5 font-title text-lg font-semibold tracking-[-0.01em]">
        <Mark />
        Tidings
      </p>
      <dl className="my-auto grid max-w-[22em] gap-6 py-8 max-md:hidden">
        {promises.map((promise) => (
          <div key={promise}>
            <dt className="font-title text-[1.3125rem] leading-[1.3] font-semibold tracking-[-0.012em] text-balance">
              {t(`promise.${promise}`)}
            </dt>
            <dd className="mt-0.5 text-md leading-normal text-pretty text-ink-2">{t(`promiseBody.${promise}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-[40ch] text-sm text-pretty text-ink-2 max-md:hidden">{t("host", { host })}</p>
    </aside>
  );
}
