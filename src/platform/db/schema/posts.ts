import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { id, index, instant, int, table, text, uniqueIndex } from "../columns";
import { members } from "./members";
import { threads } from "./threads";

export const posts = table(
  "posts",
  {
    id: id("id").primaryKey(),
    threadId: id("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    /** 1 is the opening post; in order of time. */
    number: int("number").notNull(),
    parentId: id("parent_id").references((): AnySQLiteColumn => posts.id),
    authorId: id("author_id")
      .notNull()
      .references(() => members.id),
    /** Markdown as it was written. */
    body: text("body").notNull(),
    /** Rendered once; holds references, not names. */
    html: text("html").notNull(),
    rendererVersion: int("renderer_version").notNull(),
    createdAt: instant("created_at").notNull(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    uniqueIndex("posts_thread_number").on(t.threadId, t.number),
    index("posts_renderer").on(t.rendererVersion, t.id),
  ],
);
