"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

/**
 * A mail's HTML in a frame that may run nothing, send nothing and go nowhere but a new tab. It may be measured from here
 * (`allow-same-origin` without `allow-scripts`), so that it has no scroll bar of its own.
 */
export function MailBody({ html }: { html: string }) {
  const t = useTranslations("mails");
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(480);
  const measure = (): void => {
    const shown = frame.current?.contentDocument?.documentElement;
    if (shown?.offsetHeight) setHeight(Math.min(shown.offsetHeight + 16, 20_000));
  };
  useEffect(() => {
    // The frame of a page that came from the server may have loaded before anybody listened.
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  });
  return (
    <iframe
      ref={frame}
      title={t("body")}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<!doctype html><base target="_blank">${html}`}
      onLoad={measure}
      style={{ height }}
      className="block w-full"
    />
  );
}
