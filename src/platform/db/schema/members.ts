import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Role } from "@/kernel/actor";
import type { WeeklyHours } from "@/kernel/calendar";
import { id, index, instant, json, key, table, text, uniqueIndex } from "../columns";

export type ThreadView = "tree" | "flat";

export const members = table(
  "members",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    /** NFKC, lower-cased: what lists sort by. */
    nameKey: key("name_key").notNull(),
    handle: text("handle").notNull(),
    handleKey: key("handle_key").notNull(),
    role: key("role").$type<Role>().notNull(),
    /** IANA zone. */
    zone: text("zone").notNull(),
    /** Own weekly hours; absent means the team's. */
    hours: json("hours").$type<WeeklyHours>(),
    locale: text("locale").notNull(),
    createdAt: instant("created_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
    pronouns: text("pronouns"),
    /** Language tags (BCP 47) of what they read and write. */
    languages: json("languages").$type<string[]>(),
    /** Names the picture as it stands now; another picture has another id. */
    pictureId: id("picture_id"),
    /** How they see threads. */
    threadView: key("thread_view").$type<ThreadView>().notNull().default("tree"),
    /** The browser's zone that the member was last asked about, however they answered. */
    askedZone: text("asked_zone"),
    /** Nothing personal is left in the row: it stands for "former member" under what they wrote. */
    erasedAt: instant("erased_at"),
    /** The account of the same person that took this one over. */
    mergedInto: id("merged_into").references((): AnySQLiteColumn => members.id),
  },
  (t) => [
    uniqueIndex("members_handle_key").on(t.handleKey),
    // The last two let a text that few have pass over all names without reading the rows.
    index("members_name_key").on(t.nameKey, t.id, t.handleKey, t.deactivatedAt),
  ],
);

/**
 * What a member was called before, so that erasing them finds that too. Read for nothing else, and shown to nobody.
 */
export const formerNames = table(
  "former_names",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    handleKey: key("handle_key").notNull(),
    /** Until when both were theirs. */
    until: instant("until").notNull(),
  },
  (t) => [index("former_names_member").on(t.memberId, t.until), index("former_names_handle").on(t.handleKey, t.until)],
);

/** A member's picture, square and re-encoded. Beside the member's row, which is read far more often. */
export const pictures = table("pictures", {
  memberId: id("member_id")
    .primaryKey()
    .references(() => members.id, { onDelete: "cascade" }),
  id: id("id").notNull(),
  /** WebP as base64. */
  data: text("data").notNull(),
});
