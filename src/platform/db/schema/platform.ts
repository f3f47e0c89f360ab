import { sql } from "drizzle-orm";
import { bigint, id, index, instant, int, json, key, serial, table, text, uniqueIndex } from "../columns";

/** The append-only log of what happened: ids and enums, never text, names or addresses. */
export const events = table(
  "events",
  {
    id: serial("id"),
    /** Place in commit order, without holes; given by the relay, absent until then. */
    seq: bigint("seq"),
    kind: text("kind").notNull(),
    actorId: id("actor_id"),
    payload: json("payload").$type<Record<string, unknown>>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    uniqueIndex("events_seq").on(t.seq),
    index("events_unsequenced").on(t.id).where(sql`seq is null`),
    index("events_at").on(t.at),
  ],
);

/** How far each durable subscriber of the log came. */
export const relayCursors = table("relay_cursors", {
  subscriber: key("subscriber").primaryKey(),
  seq: bigint("seq").notNull(),
});

export type JobState = "ready" | "running" | "done" | "dead";

export const jobs = table(
  "jobs",
  {
    id: id("id").primaryKey(),
    kind: key("kind").notNull(),
    payload: json("payload").$type<unknown>().notNull(),
    /** The slot or effect that this job stands for: one job per key, for as long as the row is kept. */
    dedupeKey: key("dedupe_key"),
    state: key("state").$type<JobState>().notNull(),
    runAt: instant("run_at").notNull(),
    attempts: int("attempts").notNull(),
    leaseToken: id("lease_token"),
    leaseUntil: instant("lease_until"),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    uniqueIndex("jobs_dedupe_key").on(t.dedupeKey),
    index("jobs_ready").on(t.kind, t.runAt, t.id).where(sql`state = 'ready'`),
    index("jobs_running").on(t.leaseUntil).where(sql`state = 'running'`),
    index("jobs_finished").on(t.finishedAt, t.id).where(sql`state = 'done'`),
    index("jobs_dead").on(t.createdAt, t.id).where(sql`state = 'dead'`),
  ],
);

/** What was done by way of administration. Holds ids and enums; names are looked up at reading, so that people can be erased. */
export const auditEntries = table(
  "audit_entries",
  {
    id: id("id").primaryKey(),
    at: instant("at").notNull(),
    /** Absent for the host at the terminal. */
    actorId: id("actor_id"),
    action: key("action").notNull(),
    /** The kind of thing that it was done to, and its id. */
    subjectKind: key("subject_kind").notNull(),
    subjectId: id("subject_id"),
    /** Ids, enums and numbers that say more. */
    data: json("data").$type<Record<string, unknown>>().notNull(),
    /** The client's address as TRUST_PROXY allows it to be known; emptied when its actor is erased. */
    fromAddress: text("from_address").notNull(),
  },
  (t) => [index("audit_entries_at").on(t.at, t.id), index("audit_entries_actor").on(t.actorId, t.at)],
);

/** How often something was tried that may be tried a few times only, such as guessing a password. */
export const tries = table(
  "tries",
  {
    /** An HMAC of what is tried and by whom or at what: the row itself names nobody. */
    key: key("key").primaryKey(),
    count: int("count").notNull(),
    /** When the counting begins anew. */
    endsAt: instant("ends_at").notNull(),
  },
  (t) => [index("tries_ends").on(t.endsAt)],
);

/** What the search knows a post by: the index of either engine counts its documents in the order in which they came. */
export const searchDocuments = table(
  "search_documents",
  {
    id: serial("id"),
    postId: id("post_id").notNull(),
  },
  (t) => [uniqueIndex("search_documents_post").on(t.postId)],
);
