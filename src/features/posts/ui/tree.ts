type Placed = { id: string; number: number; parentId: string | null };

/** A post with the replies shown under it. `replyTo` is set where the layout alone does not say what it answers. */
export type Branch<P> = { post: P; replyTo?: P; kids: Branch<P>[] };

/**
 * Arranges a thread's posts as a tree whose indent is bounded: what answers deeper than `depth` stands at that depth, in
 * reading order. Replies to what is not among the posts stand at the root. Takes no stack: a chain of 2,000 is fine.
 */
export function arrange<P extends Placed>(posts: readonly P[], depth = 2): Branch<P>[] {
  const roots: Branch<P>[] = [];
  const path: Branch<P>[] = [];
  let before: P | undefined;
  for (const { post, parent, level } of walk(posts)) {
    const shown = Math.min(level, depth);
    const branch: Branch<P> = { post, kids: [] };
    if (level > depth && parent !== before) branch.replyTo = parent;
    path.length = shown;
    (shown === 0 ? roots : (path[shown - 1]?.kids ?? roots)).push(branch);
    path[shown] = branch;
    before = post;
  }
  return roots;
}

/** The posts in the order in which the tree is read: each followed by its replies, oldest first. */
export function readingOrder<P extends Placed>(posts: readonly P[]): P[] {
  return walk(posts).map(({ post }) => post);
}

function walk<P extends Placed>(posts: readonly P[]): { post: P; parent?: P; level: number }[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const replies = new Map<string | null, P[]>();
  for (const post of [...posts].sort((a, b) => a.number - b.number)) {
    const parent = post.parentId && byId.has(post.parentId) ? post.parentId : null;
    const list = replies.get(parent);
    if (list) list.push(post);
    else replies.set(parent, [post]);
  }
  const order: { post: P; parent?: P; level: number }[] = [];
  const waiting = (replies.get(null) ?? [])
    .map((post) => ({ post, parent: undefined as P | undefined, level: 0 }))
    .reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    order.push(next);
    const { post, level } = next;
    const below = replies.get(post.id) ?? [];
    for (const reply of below.toReversed()) waiting.push({ post: reply, parent: post, level: level + 1 });
  }
  return order;
}
