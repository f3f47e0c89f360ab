import type { Request } from "autocannon";
import { newId } from "@/kernel/ids";
import type { Seeded } from "./seed";

/** What is asked of Tidings, and of the bare limit, for one row. */
export type Row = { connections: number; ours(seeded: Seeded): () => Request; bare(seeded: Seeded): () => Request };

const BODY = "An object store would cost us one more service to keep alive. I would rather stay on disk. ".repeat(3);
const turns = <T>(list: readonly T[]) => {
  let i = Math.floor(Math.random() * list.length);
  return () => {
    i += 1;
    return list[i % list.length]!;
  };
};
const query = (procedure: string, input: unknown) =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;

/** Requests in turn for all threads, members and sessions: no row is answered from one hot page of the file. */
export const rows: Record<string, Row> = {
  /** The posts of a thread of twenty. */
  thread: {
    connections: 16,
    ours: ({ tokens, threadIds }) => {
      const [token, threadId] = [turns(tokens), turns(threadIds)];
      return () => ({ path: query("posts.page", { threadId: threadId(), limit: 20 }), headers: cookie(token()) });
    },
    bare: ({ threadIds }) => {
      const threadId = turns(threadIds);
      return () => ({ path: `/thread/${threadId()}` });
    },
  },
  /** The first page of an inbox. */
  inbox: {
    connections: 16,
    ours: ({ tokens }) => {
      const token = turns(tokens);
      return () => ({ path: query("inbox.list", {}), headers: cookie(token()) });
    },
    bare: ({ memberIds }) => {
      const memberId = turns(memberIds);
      return () => ({ path: `/inbox/${memberId()}` });
    },
  },
  /** A reply, kept on the disk when it is answered for; the relay and the fan-out run beside it. */
  send: {
    connections: 16,
    ours: ({ tokens, threadIds }) => {
      const [token, threadId] = [turns(tokens), turns(threadIds)];
      return () => ({
        method: "POST",
        path: "/api/trpc/posts.add",
        headers: { ...cookie(token()), "content-type": "application/json" },
        body: JSON.stringify({ id: newId(), threadId: threadId(), body: BODY }),
      });
    },
    bare: ({ threadIds }) => {
      const threadId = turns(threadIds);
      return () => ({ method: "POST", path: `/send/${threadId()}`, body: JSON.stringify({ body: BODY }) });
    },
  },
};

const cookie = (token: string) => ({ cookie: `tidings-session=${token}` });
