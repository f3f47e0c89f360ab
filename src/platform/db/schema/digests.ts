import { id, index, instant, key, table } from "../columns";
import { members } from "./members";

export type DigestWhen = "working_days" | "off";

/** When a member's next digest is due. */
export const digestPlans = table(
  "digest_plans",
  {
    memberId: id("member_id")
      .primaryKey()
      .references(() => members.id, { onDelete: "cascade" }),
    when: key("digest_when").$type<DigestWhen>().notNull(),
    /** Start of the member's next working day; far in the future when the digest is off. */
    nextAt: instant("next_at").notNull(),
    /** The local date of the latest slot that was taken or passed over: one digest per date, whatever the calendar does. */
    lastDate: key("last_date").notNull(),
  },
  (t) => [index("digest_plans_next").on(t.nextAt, t.memberId)],
);
