import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui";

export default function NotFound() {
  const t = useTranslations("gone");
  return (
    <main className="mx-auto grid min-h-dvh max-w-108 content-center gap-3 px-4 py-12">
      <h1 className="font-title text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="text-row text-ink-2">{t("body")}</p>
      <p className="mt-3">
        <a className={buttonLook()} href="/inbox">
          {t("home")}
        </a>
      </p>
    </main>
  );
}
