import { id, index, instant, key, primaryKey, table } from "../columns";
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
  },
  (t) => [primaryKey({ columns: [t.threadId, t.memberId] }), index("follows_member").on(t.memberId, t.threadId)],
);
