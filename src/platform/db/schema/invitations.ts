import type { Role } from "@/kernel/actor";
import { id, index, instant, int, key, primaryKey, table, text, uniqueIndex } from "../columns";
import { channels } from "./channels";
import { members } from "./members";

/** A link by which people become members, with what it grants. */
export const invitations = table(
  "invitations",
  {
    id: id("id").primaryKey(),
    tokenHash: key("token_hash").notNull(),
    makerId: id("maker_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    role: key("role").$type<Exclude<Role, "owner">>().notNull(),
    /** Whom it was mailed to; absent for a link alone. */
    address: text("address"),
    /** How many people may join by it; absent means any number. */
    maxUses: int("max_uses"),
    uses: int("uses").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("invitations_token_hash").on(t.tokenHash),
    index("invitations_created").on(t.createdAt, t.id),
    index("invitations_maker").on(t.makerId),
  ],
);

/** The channels that an invitation lets into, besides the public ones for those who are no guests. */
export const invitationChannels = table(
  "invitation_channels",
  {
    invitationId: id("invitation_id")
      .notNull()
      .references(() => invitations.id, { onDelete: "cascade" }),
    channelId: id("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.channelId] }), index("invitation_channels_channel").on(t.channelId)],
);

/** Who came by an invitation: the same call made again is known for what it is. */
export const invitationUses = table(
  "invitation_uses",
  {
    memberId: id("member_id")
      .primaryKey()
      .references(() => members.id, { onDelete: "cascade" }),
    invitationId: id("invitation_id")
      .notNull()
      .references(() => invitations.id, { onDelete: "cascade" }),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [index("invitation_uses_invitation").on(t.invitationId, t.usedAt)],
);
