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
    title: text("title").notNull(),
    authorId: id("author_id")
      .notNull()
      .references(() => members.id),
    state: key("state").$type<ThreadState>().notNull(),
    /** The highest number given to a post so far. */
    lastNumber: int("last_number").notNull(),
    createdAt: instant("created_at").notNull(),
    lastPostAt: instant("last_post_at").notNull(),
  },
  (t) => [index("threads_channel").on(t.channelId, t.lastPostAt, t.id)],
);
