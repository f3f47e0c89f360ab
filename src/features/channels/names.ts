import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import de from "@/i18n/de.json";
import en from "@/i18n/en.json";
import { resolveLocale } from "@/i18n/locale";
import type { Read } from "@/platform/db";
import { channelMembers, members } from "@/platform/db/schema";
import type { Viewer } from "./policy";

/** How many of a conversation's people are named. */
const NAMED = 3;

type Person = { id: string; name: string; pictureId: string | null };
/** How a conversation is called, and whose faces stand for it. Its reader is not among them. */
export type Names = { title: string; people: Person[]; count: number };

/**
 * What conversations are called: by their people, without the reader, in the reader's language. The former come last.
 * One statement, or none when there is none of them. @param channelIds Places that the reader sees.
 */
export async function conversationNames(
  read: Read,
  viewer: Pick<Viewer, "id">,
  channelIds: readonly string[],
): Promise<(channelId: string) => Names> {
  const others = read
    .select({
      channelId: channelMembers.channelId,
      ...{ id: members.id, name: members.name, pictureId: members.pictureId },
      place:
        sql<number>`row_number() over (partition by ${channelMembers.channelId} order by case when ${members.nameKey} = '' then 1 else 0 end, ${members.nameKey}, ${members.id})`
          .mapWith(Number)
          .as("place"),
      count: sql<number>`count(*) over (partition by ${channelMembers.channelId})`.mapWith(Number).as("count"),
    })
    .from(channelMembers)
    .innerJoin(members, eq(members.id, channelMembers.memberId))
    .where(and(inArray(channelMembers.channelId, [...new Set(channelIds)]), ne(channelMembers.memberId, viewer.id)))
    .as("others");
  // Where nobody else is left the reader's language is wanted all the same.
  const rows =
    channelIds.length === 0
      ? []
      : await read
          .select({
            locale: members.locale,
            channelId: others.channelId,
            ...{ id: others.id, name: others.name, pictureId: others.pictureId, count: others.count },
          })
          .from(members)
          .leftJoin(others, lte(others.place, NAMED))
          .where(eq(members.id, viewer.id))
          .orderBy(asc(others.place));
  const locale = resolveLocale({ member: rows[0]?.locale });
  const t = createTranslator({ locale, messages: locale === "de" ? de : en, namespace: "conversation" });
  return (channelId) => {
    const mine = rows.filter((row) => row.channelId === channelId);
    const people = mine.map(({ id, name, pictureId }) => ({ id: id!, name: name!, pictureId }));
    const count = mine[0]?.count ?? 0;
    const [first = "", second = "", third = ""] = people.map(({ name }) => name || t("former"));
    return { title: t("title", { count, first, second, third, more: count - 2 }), people, count };
  };
}
