import { sql } from "drizzle-orm";
import { bool, id, index, instant, int, json, key, primaryKey, table } from "../columns";
import { members } from "./members";
import { posts } from "./posts";
import { threads } from "./threads";

export const inboxEntries = table(
  "inbox_entries",
  {
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    threadId: id("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    unread: bool("unread").notNull(),
    done: bool("done").notNull(),
    /** Why the newest post entered; a Reason of notifications. */
    reason: key("reason").notNull(),
    /** The newest post that the member was notified of. */
    postId: id("post_id")
      .notNull()
      .references(() => posts.id),
    postNumber: int("post_number").notNull(),
    /** When the entry last came in: what the inbox sorts by. */
    at: instant("at").notNull(),
    /** Out of the way until then. */
    snoozedUntil: instant("snoozed_until"),
    /** A post by anybody else wakes it, before `snoozedUntil`. */
    wakesOnAnswer: bool("wakes_on_answer").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.threadId] }),
    index("inbox_entries_list").on(t.memberId, t.done, t.at, t.threadId),
    index("inbox_entries_unread").on(t.memberId, t.done, t.unread, t.at, t.threadId),
    index("inbox_entries_snoozed").on(t.memberId, t.snoozedUntil, t.threadId).where(sql`snoozed_until is not null`),
    index("inbox_entries_answer").on(t.threadId).where(sql`wakes_on_answer`),
  ],
);

/** What a member has read of a thread, as closed ranges of post numbers: a tree is not read in order. */
export const readStates = table(
  "read_states",
  {
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    threadId: id("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    ranges: json("ranges").$type<[number, number][]>().notNull(),
    /** How many numbers the ranges hold: what lists compare with the thread's highest number. */
    readCount: int("read_count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.threadId] })],
);
