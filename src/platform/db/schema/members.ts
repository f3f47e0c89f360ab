import { sql } from "drizzle-orm";
import type { Role } from "@/kernel/actor";
import type { WeeklyHours } from "@/kernel/calendar";
import { bool, id, index, instant, json, key, table, text, uniqueIndex } from "../columns";

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
  },
  (t) => [uniqueIndex("members_handle_key").on(t.handleKey), index("members_name_key").on(t.nameKey, t.id)],
);

export const addresses = table(
  "addresses",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    address: text("address").notNull(),
    addressKey: key("address_key").notNull(),
    isPrimary: bool("is_primary").notNull(),
    provenAt: instant("proven_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("addresses_address_key").on(t.addressKey),
    uniqueIndex("addresses_primary").on(t.memberId).where(sql`is_primary`),
  ],
);
