import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { postRevisions, posts, threads } from "@/platform/db/schema";
import { inside, seen } from "./actors";
import { type Cell, row } from "./table";

/** A post in the channel's thread, of the one who asks, or, for `others`, of somebody else; edited and perhaps deleted a moment ago. */
async function newPost({ tx, thing, at, me, whose }: Cell, deleted = false) {
  const [id, authorId] = [newId(), thing === "others" ? whose.id : me.id];
  const version = now();
  // What never was has no thread to stand in.
  const [thread] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.id, at.threadId));
  if (!thread) return { id, version };
  await tx.insert(posts).values({
    ...{ id, threadId: at.threadId, number: 900, authorId, body: "Words.", html: "<p>Words.</p>", rendererVersion: 1 },
    ...{ createdAt: version - 1, editedAt: version },
    ...(deleted ? { deletedAt: version, deletedById: authorId } : {}),
  });
  await tx.insert(postRevisions).values({ postId: id, number: 1, body: "Before.", at: version - 1 });
  return { id, version };
}

/** Nobody but its author, who is not the one who asks. */
const otherThanAuthor = "F F F F F N F";
const edits = { public: seen, private: inside, others: otherThanAuthor };

row("posts.source", edits, async (cell) => ({ id: (await newPost(cell)).id }));
row("posts.edit", edits, async (cell) => ({ ...(await newPost(cell)), body: "Other words." }));
row("posts.undoEdit", edits, (cell) => newPost(cell));
row("posts.revisions", { public: seen, private: inside }, async (cell) => ({ id: (await newPost(cell)).id }));
row("posts.delete", { public: seen, private: inside, others: "+ + F F F N F" }, async (cell) => ({
  id: (await newPost(cell)).id,
}));
row("posts.restore", edits, async (cell) => ({ id: (await newPost(cell, true)).id }));
