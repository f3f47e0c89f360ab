import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { id, index, instant, int, primaryKey, table, text, uniqueIndex } from "../columns";
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
    editedAt: instant("edited_at"),
    /** A tombstone from then on. The text stays until its author can no longer take that back. */
    deletedAt: instant("deleted_at"),
    deletedById: id("deleted_by_id").references(() => members.id),
  },
  (t) => [
    uniqueIndex("posts_thread_number").on(t.threadId, t.number),
    index("posts_renderer").on(t.rendererVersion, t.id),
  ],
);

/** What a post said before it was edited, oldest first. The present text stands in the post. */
export const postRevisions = table(
  "post_revisions",
  {
    postId: id("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    /** 1 is how it was first written. */
    number: int("number").notNull(),
    body: text("body").notNull(),
    /** The thread's title then, of an opening post. */
    title: text("title"),
    /** When this text was written. */
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.number] })],
);
