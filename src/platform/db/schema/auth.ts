import { id, index, instant, json, key, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

export const passwords = table("passwords", {
  memberId: id("member_id")
    .primaryKey()
    .references(() => members.id, { onDelete: "cascade" }),
  /** Argon2id in PHC form. */
  hash: text("hash").notNull(),
  changedAt: instant("changed_at").notNull(),
});

/** A signed-in browser. The cookie holds 32 random bytes, the row their SHA-256. */
export const sessions = table(
  "sessions",
  {
    id: id("id").primaryKey(),
    tokenHash: key("token_hash").notNull(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    device: text("device").notNull(),
  },
  (t) => [uniqueIndex("sessions_token_hash").on(t.tokenHash), index("sessions_member").on(t.memberId, t.id)],
);

export type LinkKind = "setup" | "join";

/** A link that can be spent once. Only the hash of its token is kept. */
export const oneTimeLinks = table(
  "one_time_links",
  {
    id: id("id").primaryKey(),
    kind: key("kind").$type<LinkKind>().notNull(),
    tokenHash: key("token_hash").notNull(),
    payload: json("payload").$type<Record<string, unknown>>().notNull(),
    makerId: id("maker_id").references(() => members.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    spentAt: instant("spent_at"),
    /** The member that came of it, so that the same call made again is known for what it is. */
    spentBy: id("spent_by").references(() => members.id, { onDelete: "set null" }),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("one_time_links_token_hash").on(t.tokenHash),
    index("one_time_links_kind").on(t.kind, t.createdAt),
  ],
);
