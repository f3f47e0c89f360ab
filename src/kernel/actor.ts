/** What a member may do in general; what they may see depends on each channel too. */
export const roles = ["owner", "admin", "member", "guest"] as const;
export type Role = (typeof roles)[number];

/** The signed-in member on whose behalf a command runs, as their session row said at the start of the request. */
export type Actor = { id: string; role: Role; sessionId: string };
