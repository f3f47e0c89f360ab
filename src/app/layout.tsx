import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { direction } from "@/i18n/locale";
import { faces } from "@/ui/fonts";
import { UiProvider } from "@/ui/provider";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Tidings", template: "%s · Tidings" },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false, date: false },
  referrer: "same-origin",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f4" },
    { media: "(prefers-color-scheme: dark)", color: "#171613" },
  ],
};

/**
 * Says so when a proxy mounts this program under a path of another site and takes that path away without a word: the
 * page's own scripts are then not found. The browser knows the path, and this is all that arrives there. Written without
 * the signs that would be escaped.
 */
const checkPath =
  "(function(s){var p=location.pathname,o=s.dataset.path,m=p.endsWith(o)?p.slice(0,p.length-o.length).replaceAll(`/`,``):``;if(m)document.body.textContent=s.dataset.say})(document.currentScript)";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, sent, t] = await Promise.all([getLocale(), headers(), getTranslations("ui")]);
  const nonce = sent.get("x-nonce") ?? undefined;
  const dir = direction(locale);
  return (
    <html lang={locale} dir={dir} className={faces}>
      <body>
        <NextIntlClientProvider>
          <UiProvider dir={dir} nonce={nonce}>
            {children}
          </UiProvider>
        </NextIntlClientProvider>
        <script nonce={nonce} data-path={sent.get("x-path")} data-say={t("subPath")} suppressHydrationWarning>
          {checkPath}
        </script>
      </body>
    </html>
  );
}
