import { addressChangedComposer, addressProver, mergeComposer, proveComposer } from "@/features/addresses";
import { compactJob, eraseJob } from "@/features/admin";
import {
  confirmComposer,
  keepSession,
  linkComposers,
  liveSessions,
  mailLinkJob,
  readSession as readRow,
  securityComposer,
} from "@/features/auth";
import { sessionEnded } from "@/features/auth/contract";
import { seersOf } from "@/features/channels";
import { digestComposer, digestJob, digestPlanner, planDigests } from "@/features/digests";
import { inboxSubscriber, wakeEntries } from "@/features/inbox";
import { forgetInvitations, invitationComposer, selfJoinComposer } from "@/features/invitations";
import { sendMailJob } from "@/features/mails";
import { memberDeactivated } from "@/features/members/contract";
import { fanOut, notifier } from "@/features/notifications";
import { emptyPostJob, reRender } from "@/features/posts";
import { indexMoved, indexOldPosts, searchSubscriber } from "@/features/search";
import { transaction } from "@/platform/db";
import { payloadOf, replayJob, type Subscriber } from "@/platform/events";
import { cleanJobs, type JobKind } from "@/platform/jobs";
import { log } from "@/platform/log";
import type { RealtimeRules } from "@/platform/realtime";
import { cleanTries } from "@/platform/tries";
import type { SessionReader } from "./guard";

/** Who a session cookie's token stands for. Notes the use of the session when that is due; no request waits for it. */
export const readSession: SessionReader = async (read, token) => {
  const actor = await readRow(read, token);
  if (actor?.stale)
    transaction((tx) => keepSession(tx, actor.sessionId)).catch((error) => log.error("A session was not kept", error));
  return actor;
};

/** Who acts on events after a commit, in the order in which each event reaches them: a lower rank comes first. */
export const subscribers: Subscriber[] = [addressProver, inboxSubscriber, notifier, digestPlanner, searchSubscriber];

/** Every kind of job that this program runs. */
export const jobKinds: JobKind[] = [
  cleanJobs,
  cleanTries,
  replayJob(subscribers),
  reRender,
  indexOldPosts,
  indexMoved,
  emptyPostJob,
  fanOut,
  wakeEntries,
  planDigests,
  digestJob,
  mailLinkJob,
  eraseJob([forgetInvitations]),
  compactJob,
  sendMailJob({
    digest: digestComposer,
    invitation: invitationComposer,
    "self-join": selfJoinComposer,
    "prove-address": proveComposer,
    "address-changed": addressChangedComposer,
    merge: mergeComposer,
    security: securityComposer,
    confirm: confirmComposer,
    ...linkComposers,
  }),
];

/** What the realtime hub asks before it tells a browser anything. */
export const realtimeRules: RealtimeRules = {
  seers: seersOf,
  alive: liveSessions,
  ends: (event) => payloadOf(event, sessionEnded) ?? payloadOf(event, memberDeactivated),
};
