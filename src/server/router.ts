import { addressesRouter } from "@/features/addresses/router";
import { adminRouter, leaveRouter, mergeRouter, setUpRouter } from "@/features/admin/router";
import { auditRouter } from "@/features/audit";
import { authRouter, sessionsRouter } from "@/features/auth";
import { channelsRouter } from "@/features/channels/router";
import { conversationsRouter } from "@/features/conversations/router";
import { digestsRouter } from "@/features/digests/router";
import { followsRouter } from "@/features/follows/router";
import { groupsRouter } from "@/features/groups";
import { inboxRouter } from "@/features/inbox/router";
import { invitationsRouter, joinRouter } from "@/features/invitations/router";
import { mailsRouter } from "@/features/mails/router";
import { membersRouter } from "@/features/members";
import { postsRouter } from "@/features/posts/router";
import { searchRouter } from "@/features/search/router";
import { settingsRouter } from "@/features/settings";
import { threadsRouter } from "@/features/threads/router";
import { router } from "@/platform/api/trpc";

/** Every procedure of Tidings, by slice. */
export const appRouter = router({
  addresses: addressesRouter,
  admin: adminRouter,
  audit: auditRouter,
  auth: authRouter,
  channels: channelsRouter,
  conversations: conversationsRouter,
  digests: digestsRouter,
  follows: followsRouter,
  groups: groupsRouter,
  inbox: inboxRouter,
  invitations: invitationsRouter,
  join: joinRouter,
  leave: leaveRouter,
  mails: mailsRouter,
  members: membersRouter,
  merge: mergeRouter,
  posts: postsRouter,
  search: searchRouter,
  sessions: sessionsRouter,
  settings: settingsRouter,
  setUp: setUpRouter,
  threads: threadsRouter,
});

export type AppRouter = typeof appRouter;
