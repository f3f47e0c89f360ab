import { getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { tablesOfErasure } from "@/features/admin/erased-tables";
import * as schema from "@/platform/db/schema";

/**
 * What becomes of each column that could say something of a person when they are erased. `gone`: the rows are deleted.
 * `emptied`: written over. `swept`: what others wrote or were sent is gone through for them. `theirs`: what they wrote, which
 * stays or goes as the owner chooses. `words`: what somebody wrote about something else. `id`: an id that names nobody any
 * more. `nobody`: enums, numbers, hashes of random tokens, and the program's own words.
 */
type Rule = "gone" | "emptied" | "swept" | "theirs" | "words" | "id" | "nobody";

const rules: Record<string, Record<string, Rule>> = {
  addresses: { member_id: "gone", address: "gone", address_key: "gone" },
  address_changes: { member_id: "gone", old_address: "gone", new_address: "gone" },
  passwords: { member_id: "gone", hash: "gone" },
  sessions: { token_hash: "gone", member_id: "gone", device: "gone" },
  one_time_links: {
    ...{ kind: "nobody", token_hash: "nobody", payload: "emptied" },
    ...{ maker_id: "gone", member_id: "gone", spent_by: "id" },
  },
  passkeys: { member_id: "gone", public_key: "gone", transports: "gone", name: "gone" },
  totp_keys: { member_id: "gone", sealed: "gone" },
  recovery_codes: { member_id: "gone", code_hash: "gone" },
  oidc_subjects: { member_id: "gone", issuer: "gone", subject: "gone" },
  channels: { name: "words", name_key: "words", purpose: "words", visibility: "nobody", maker_id: "id" },
  channel_sections: { member_id: "gone", name: "gone" },
  // Of a conversation the row stays, for its others: it names a former member.
  channel_members: { member_id: "id", level: "gone", added_by_id: "id" },
  channel_defaults: { member_id: "gone" },
  digest_plans: { member_id: "gone", digest_when: "gone", last_date: "gone" },
  drafts: { member_id: "gone", place: "gone", title: "gone", body: "swept" },
  follows: { member_id: "gone", state: "gone" },
  groups: {
    ...{ name: "words", name_key: "words", handle: "words", handle_key: "words", purpose: "words", maker_id: "id" },
  },
  group_members: { member_id: "gone" },
  inbox_entries: { member_id: "gone", reason: "gone" },
  read_states: { member_id: "gone", ranges: "gone" },
  invitations: { token_hash: "nobody", maker_id: "id", role: "nobody", address: "emptied" },
  invitation_channels: {},
  invitation_uses: { member_id: "id" },
  mails: {
    ...{ member_id: "gone", kind: "gone", address: "gone", slot: "gone", state: "gone", full_post_ids: "gone" },
    ...{ subject: "swept", html: "swept", text: "swept", raw: "swept", last_error: "gone" },
  },
  message_ids: {},
  mailed_posts: { member_id: "gone" },
  members: {
    ...{ name: "emptied", name_key: "emptied", handle: "emptied", handle_key: "emptied", role: "emptied" },
    ...{ zone: "emptied", hours: "emptied", locale: "emptied", pronouns: "emptied", languages: "emptied" },
    ...{ picture_id: "emptied", asked_zone: "emptied", thread_view: "emptied", merged_into: "id" },
  },
  former_names: { member_id: "gone", name: "gone", handle_key: "gone" },
  pictures: { member_id: "gone", data: "gone" },
  notifications: { member_id: "gone", reason: "gone" },
  deliveries: { member_id: "gone", route: "gone", state: "gone", why: "gone" },
  events: { kind: "nobody", actor_id: "id", payload: "id" },
  relay_cursors: { subscriber: "nobody" },
  search_documents: {},
  jobs: { kind: "nobody", payload: "id", dedupe_key: "id", state: "nobody", last_error: "emptied" },
  audit_entries: {
    ...{ actor_id: "id", action: "nobody", subject_kind: "nobody", data: "id", from_address: "emptied" },
  },
  posts: { author_id: "id", body: "swept", html: "swept", deleted_by_id: "id" },
  post_revisions: { body: "swept", title: "theirs" },
  tries: { key: "nobody" },
  workspace: { name: "words", zone: "nobody", hours: "nobody", join_domains: "nobody" },
  threads: { title: "theirs", author_id: "id", state: "nobody" },
};

/** Columns that refer to a member, and all that hold text or JSON and are no id. */
function telling(table: SQLiteTable): string[] {
  const { columns, foreignKeys } = getTableConfig(table);
  const people = foreignKeys
    .map((key) => key.reference())
    .filter(({ foreignTable }) => foreignTable === schema.members)
    .flatMap((reference) => reference.columns.map(({ name }) => name));
  return columns
    .filter(({ name, dataType }) => {
      if (people.includes(name) || name === "actor_id" || name === "picture_id") return true;
      return ["string", "json"].includes(dataType) && !/(^|_)(id|token)$/.test(name) && name !== "message_id";
    })
    .map(({ name }) => name);
}

test("every column that could say something of a person has its rule for their erasure", () => {
  const tables = Object.values(schema).filter((one) => is(one, SQLiteTable)) as SQLiteTable[];
  const there = Object.fromEntries(tables.map((table) => [getTableName(table), telling(table).sort()]));
  const ruled = Object.fromEntries(Object.entries(rules).map(([name, columns]) => [name, Object.keys(columns).sort()]));
  expect(ruled).toEqual(there);
});

test("the files of every table in which erasing deletes or writes over something are written anew", () => {
  const wiped: Rule[] = ["gone", "emptied", "swept", "theirs"];
  const touched = Object.entries(rules)
    .filter(([, columns]) => Object.values(columns).some((rule) => wiped.includes(rule)))
    .map(([table]) => table);
  // The index of the search is in no schema: the migrations alone know it.
  expect(tablesOfErasure.toSorted()).toEqual([...touched, "search_index"].sort());
});
