import { sql } from "drizzle-orm";
import { id, index, instant, int, key, table, text } from "../columns";
import { channels } from "./channels";
import { members } from "./members";

export type ThreadState = "open" | "concluded";

export const threads = table(
  "threads",
  {
    id: id("id").primaryKey(),
    channelId: id("channel_id")
      .notNull()
      .references(() => channels.id),
    /** Empty in a conversation. */
    title: text("title").notNull(),
    authorId: id("author_id")
      .notNull()
      .references(() => members.id),
    state: key("state").$type<ThreadState>().notNull(),
    /** The highest number given to a post so far. */
    lastNumber: int("last_number").notNull(),
    createdAt: instant("created_at").notNull(),
    lastPostAt: instant("last_post_at").notNull(),
    /** From then on nobody writes in it. */
    lockedAt: instant("locked_at"),
    /** It stands at the head of its channel, the latest pinned first. */
    pinnedAt: instant("pinned_at"),
  },
  (t) => [
    index("threads_channel").on(t.channelId, t.lastPostAt, t.id),
    index("threads_pinned").on(t.channelId, t.pinnedAt, t.id).where(sql`pinned_at is not null`),
  ],
);
