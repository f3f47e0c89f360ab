/** Reference sizes. M is a team of some years; L is where SQLite should still be enough. */
export const sizes = {
  S: { members: 20, channels: 5, threads: 200, postsPerThread: 20, entriesPerMember: 100 },
  M: { members: 200, channels: 20, threads: 5_000, postsPerThread: 20, entriesPerMember: 300 },
  L: { members: 1_000, channels: 50, threads: 50_000, postsPerThread: 20, entriesPerMember: 500 },
} as const;

export type SizeName = keyof typeof sizes;
export type Size = (typeof sizes)[SizeName];
