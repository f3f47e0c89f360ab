import { sql } from "drizzle-orm";
import { id, index, instant, key, primaryKey, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

export type Visibility = "public" | "private";
export type ChannelLevel = "everything" | "threads" | "mentions" | "muted";

export const channels = table(
  "channels",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    nameKey: key("name_key").notNull(),
    purpose: text("purpose").notNull(),
    visibility: key("visibility").$type<Visibility>().notNull(),
    makerId: id("maker_id")
      .notNull()
      .references(() => members.id),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    index("channels_name").on(t.nameKey, t.id),
    // Private ones may share a name: that it is taken would tell that they exist.
    uniqueIndex("channels_public_name").on(t.nameKey).where(sql`visibility = 'public'`),
  ],
);

export const channelMembers = table(
  "channel_members",
  {
    channelId: id("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    level: key("level").$type<ChannelLevel>().notNull(),
    joinedAt: instant("joined_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.channelId, t.memberId] }),
    index("channel_members_member").on(t.memberId, t.channelId),
  ],
);
