import en from "./en.json";
import type { Locale } from "./locale";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}

/** The catalogue of a language, loaded when it is first needed. */
export async function messagesFor(locale: Locale): Promise<typeof en> {
  if (locale === "en") return en;
  if (locale === "de") return (await import("./de.json")).default;
  const { pseudoCatalogue } = await import("./pseudo");
  return pseudoCatalogue(en, locale);
}
