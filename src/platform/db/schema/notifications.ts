import { sql } from "drizzle-orm";
import { bigint, id, index, instant, key, table, text, uniqueIndex } from "../columns";
import { mails } from "./mails";
import { members } from "./members";
import { events } from "./platform";
import { posts } from "./posts";
import { threads } from "./threads";

export type Reason = "asked" | "mentioned" | "direct" | "replied" | "group" | "following" | "channel";
export type Route = "inbox" | "mail" | "push" | "digest";
export type DeliveryState = "held" | "pending" | "sending" | "sent" | "skipped" | "failed" | "dead";

/** That a member is told of an event, with the first reason that applied. */
export const notifications = table(
  "notifications",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    eventId: bigint("event_id")
      .notNull()
      .references(() => events.id),
    reason: key("reason").$type<Reason>().notNull(),
    threadId: id("thread_id")
      .notNull()
      .references(() => threads.id, { onDelete: "cascade" }),
    postId: id("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("notifications_member_event").on(t.memberId, t.eventId),
    index("notifications_post").on(t.postId, t.memberId),
  ],
);

/** A notification on one route. */
export const deliveries = table(
  "deliveries",
  {
    id: id("id").primaryKey(),
    notificationId: id("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    route: key("route").$type<Route>().notNull(),
    state: key("state").$type<DeliveryState>().notNull(),
    notBefore: instant("not_before").notNull(),
    /** Why it is in this state, as an enum of the notifications slice. */
    why: text("why").notNull(),
    mailId: id("mail_id").references(() => mails.id, { onDelete: "set null" }),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("deliveries_notification_route").on(t.notificationId, t.route),
    index("deliveries_pending").on(t.memberId, t.route, t.id).where(sql`state = 'pending'`),
    index("deliveries_mail").on(t.mailId),
  ],
);
