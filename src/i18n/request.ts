import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeOf } from "@/features/members";
import { reader } from "@/platform/db";
import { requestScope } from "@/platform/request";
import { resolveLocale } from "./locale";
import { messagesFor } from "./messages";

/** Tells next-intl the language of this request. Zones are given to each instant by name, so that here it is UTC. */
export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const actor = requestScope()?.actor;
  const member = actor && (await localeOf(reader(), actor.id));
  const locale = resolveLocale({ member, cookie: jar.get("locale")?.value, accepts: sent.get("accept-language") });
  return { locale, messages: await messagesFor(locale), timeZone: "UTC" };
});
