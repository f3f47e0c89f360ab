import { sql } from "drizzle-orm";
import { bool, id, index, instant, key, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

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
    index("addresses_member").on(t.memberId, t.createdAt),
    uniqueIndex("addresses_primary").on(t.memberId).where(sql`is_primary`),
  ],
);

/** That a member's primary address became another one: for 7 days the old one may take that back. */
export const addressChanges = table(
  "address_changes",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    oldAddress: text("old_address").notNull(),
    newAddress: text("new_address").notNull(),
    changedAt: instant("changed_at").notNull(),
    revertedAt: instant("reverted_at"),
  },
  (t) => [index("address_changes_member").on(t.memberId, t.changedAt)],
);
