import { id, index, instant, int, json, key, table, text, uniqueIndex } from "../columns";
import { members } from "./members";
import { posts } from "./posts";

/** `kept`: no mail server is configured, the mail is read at /settings/mail. */
export type MailState = "pending" | "sending" | "sent" | "kept" | "skipped" | "dead";
export type MailKind =
  | "digest"
  | "invitation"
  | "self-join"
  | "prove-address"
  | "address-changed"
  | "merge"
  | "sign-in"
  | "reset"
  | "confirm"
  | "security";

export const mails = table(
  "mails",
  {
    id: id("id").primaryKey(),
    /** Absent for somebody who is no member (yet). */
    memberId: id("member_id").references(() => members.id, { onDelete: "cascade" }),
    kind: key("kind").$type<MailKind>().notNull(),
    /** Where it goes; absent: to the address that is the member's primary one when it is sent. */
    address: text("address"),
    /** The link or invitation that it is about. */
    subjectId: id("subject_id"),
    /** The local date of a digest, or `now:` and an id for one that was asked for; an id for other kinds. */
    slot: key("slot").notNull(),
    /** Without angle brackets (RFC 5322, 3.6.4); made with the row and kept for ever. */
    messageId: key("message_id").notNull(),
    state: key("state").$type<MailState>().notNull(),
    /** The posts that its last rendering held in full. */
    fullPostIds: json("full_post_ids").$type<string[]>().notNull(),
    /** As last rendered, empty before the first try. */
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    text: text("text").notNull(),
    /** The bytes that SMTP was given, for as long as it is uncertain whether they arrived; else empty. */
    raw: text("raw").notNull(),
    attempts: int("attempts").notNull(),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    uniqueIndex("mails_slot").on(t.memberId, t.kind, t.slot),
    uniqueIndex("mails_message_id").on(t.messageId),
    index("mails_member").on(t.memberId, t.createdAt, t.id),
  ],
);

/** Every Message-ID ever given to a post or a mail; each leads back to what it stood for. */
export const messageIds = table(
  "message_ids",
  {
    messageId: key("message_id").primaryKey(),
    postId: id("post_id").references(() => posts.id, { onDelete: "cascade" }),
    mailId: id("mail_id").references(() => mails.id, { onDelete: "cascade" }),
  },
  (t) => [uniqueIndex("message_ids_post").on(t.postId), index("message_ids_mail").on(t.mailId)],
);

/** That a post went to a member in full by mail: at most once. */
export const mailedPosts = table(
  "mailed_posts",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    postId: id("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    mailId: id("mail_id")
      .notNull()
      .references(() => mails.id, { onDelete: "cascade" }),
    mailedAt: instant("mailed_at").notNull(),
  },
  (t) => [uniqueIndex("mailed_posts_member_post").on(t.memberId, t.postId), index("mailed_posts_mail").on(t.mailId)],
);
