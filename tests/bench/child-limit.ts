import { createServer } from "node:http";
import Database from "better-sqlite3";
import { newId } from "@/kernel/ids";

/**
 * The bare limit: node:http and better-sqlite3 doing the reads and writes of each row of the bench, on a copy of the
 * same file, without session, checks, schema, events for others, jobs or compression. Started by the bench.
 */
const [path = "", authorId = ""] = process.argv.slice(2);
const writer = new Database(path);
writer.pragma("journal_mode = WAL");
writer.pragma("synchronous = FULL");
const reader = new Database(path, { readonly: true });
reader.pragma("mmap_size = 268435456");

const thread = reader.prepare(
  `SELECT p.id, p.number, p.parent_id, m.id AS author_id, m.name, p.created_at, p.html
   FROM posts p JOIN members m ON m.id = p.author_id WHERE p.thread_id = ? ORDER BY p.number LIMIT 20`,
);
const inbox = reader.prepare(
  `SELECT t.id, t.title, c.id AS channel_id, c.name, m.id AS author_id, m.name AS author, substr(p.html, 1, 400) AS lead,
          e.post_id, e.post_number, e.reason, e.unread, e.done, t.last_number, r.read_count, e.at
   FROM inbox_entries e JOIN threads t ON t.id = e.thread_id JOIN channels c ON c.id = t.channel_id
   JOIN posts p ON p.id = e.post_id JOIN members m ON m.id = p.author_id
   LEFT JOIN read_states r ON r.thread_id = t.id AND r.member_id = e.member_id
   WHERE e.member_id = ? AND e.done = 0 ORDER BY e.at DESC, e.thread_id DESC LIMIT 30`,
);
const number = writer.prepare(
  "UPDATE threads SET last_number = last_number + 1, last_post_at = ? WHERE id = ? RETURNING last_number",
);
const insert = writer.prepare(
  "INSERT INTO posts (id, thread_id, number, author_id, body, html, renderer_version, created_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
);
const event = writer.prepare("INSERT INTO events (kind, payload, actor_id, at) VALUES ('post.added', ?, ?, ?)");
const send = writer.transaction((threadId: string, body: string) => {
  const at = Date.now();
  const { last_number } = number.get(at, threadId) as { last_number: number };
  const id = newId();
  insert.run(id, threadId, last_number, authorId, body, `<p>${body}</p>`, at);
  event.run(JSON.stringify({ postId: id, threadId }), authorId, at);
  return { id, threadId, number: last_number, createdAt: at };
});

const server = createServer((request, response) => {
  const [, what, id = ""] = (request.url ?? "").split("/");
  const answer = (data: unknown) => {
    const text = JSON.stringify({ result: { data } });
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  };
  if (what === "thread") return answer(thread.all(id));
  if (what === "inbox") return answer(inbox.all(id));
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => answer(send.immediate(id, (JSON.parse(body) as { body: string }).body)));
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as { port: number }).port));
