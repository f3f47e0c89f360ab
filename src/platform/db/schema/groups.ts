import { id, index, instant, key, primaryKey, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

/** A named set of members that can be mentioned (`@design`). Handles of groups and members are one namespace. */
export const groups = table(
  "groups",
  {
    id: id("id").primaryKey(),
    name: text("name").notNull(),
    nameKey: key("name_key").notNull(),
    handle: text("handle").notNull(),
    handleKey: key("handle_key").notNull(),
    purpose: text("purpose").notNull(),
    makerId: id("maker_id")
      .notNull()
      .references(() => members.id),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("groups_handle_key").on(t.handleKey), index("groups_name_key").on(t.nameKey, t.id)],
);

export const groupMembers = table(
  "group_members",
  {
    groupId: id("group_id")
      .notNull()
      .references(() => groups.id, { onDelete: "cascade" }),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.memberId] }), index("group_members_member").on(t.memberId, t.groupId)],
);
