import { id, index, instant, int, key, primaryKey, table } from "../columns";
import { members } from "./members";
import { threads } from "./threads";

export type FollowState = "following" | "not_following" | "muted";

export const follows = table(
  "follows",
  {
    threadId: id("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    state: key("state").$type<FollowState>().notNull(),
    /** End of a mute; absent means for ever. */
    until: instant("until"),
    /** The thread's highest number when they began to follow: posts up to it are not told of as followed. */
    since: int("since").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.memberId] }), index("follows_member").on(t.memberId, t.threadId)],
);
