import { id, index, instant, int, key, table, text } from "../columns";
import { members } from "./members";

/** A text that a member has not posted yet, on whichever device they go on. */
export const drafts = table(
  "drafts",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    /** What it is written for: the kind of place and its id. */
    place: key("place").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    /** Counts the changes: whoever changes it names the one that they saw. */
    version: int("version").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    index("drafts_place").on(t.memberId, t.place, t.updatedAt, t.id),
    index("drafts_member").on(t.memberId, t.updatedAt, t.id),
  ],
);
