import { sql } from "drizzle-orm";
import { id, index, instant, int, key, primaryKey, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

/** `conversation`: no channel for anybody, but the people of one conversation; it holds its one untitled thread. */
export type Visibility = "public" | "private" | "conversation";
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

/** A heading under which a member keeps channels of theirs. */
export const channelSections = table(
  "channel_sections",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Ascending; a tie falls to the id. */
    position: int("position").notNull(),
  },
  (t) => [index("channel_sections_member").on(t.memberId, t.position, t.id)],
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
    /** In a conversation, the number of the first post that they may see; absent means all of them. */
    historyFrom: int("history_from"),
    /** Who added them to a conversation; absent for those it began with. */
    addedById: id("added_by_id").references(() => members.id),
    /** Where the member keeps it; absent means under no heading. */
    sectionId: id("section_id").references(() => channelSections.id, { onDelete: "set null" }),
    /** Its place under the heading, ascending; a tie falls to the name. */
    position: int("position").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.channelId, t.memberId] }),
    index("channel_members_member").on(t.memberId, t.channelId),
    index("channel_members_section").on(t.sectionId),
  ],
);

/** Who follows every new thread of a channel from its start, unless they said otherwise. */
export const channelDefaults = table(
  "channel_defaults",
  {
    channelId: id("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.memberId] }), index("channel_defaults_member").on(t.memberId)],
);
