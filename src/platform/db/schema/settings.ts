import type { WeeklyHours } from "@/kernel/calendar";
import { instant, int, json, table, text } from "../columns";

/** The one team that this instance serves: a single row, with key 1. */
export const workspace = table("workspace", {
  id: int("id").primaryKey(),
  name: text("name").notNull(),
  zone: text("zone").notNull(),
  /** The hours of members who set none of their own. */
  hours: json("hours").$type<WeeklyHours>().notNull(),
  createdAt: instant("created_at").notNull(),
  /** Mail domains whose people may join by themselves; absent or empty: nobody may. */
  joinDomains: json("join_domains").$type<string[]>(),
  /** When a mail test last reached its reader. */
  mailTestedAt: instant("mail_tested_at"),
  /** When the list of first steps was put away. */
  firstStepsDoneAt: instant("first_steps_done_at"),
});
