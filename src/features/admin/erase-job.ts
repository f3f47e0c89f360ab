import { createTranslator } from "next-intl";
import { z } from "zod";
import { addressesOf, forgetAddresses } from "@/features/addresses";
import { forgetKeys } from "@/features/auth";
import { forgetInChannels } from "@/features/channels";
import { forgetDigests } from "@/features/digests";
import { forgetDrafts, sweepDrafts } from "@/features/drafts";
import { forgetFollows } from "@/features/follows";
import { forgetInGroups } from "@/features/groups";
import { forgetInbox } from "@/features/inbox";
import { forgetMails, sweepMails } from "@/features/mails";
import { accountsOf, anonymise, callingsOf, neutralHandle } from "@/features/members";
import { forgetNotifications } from "@/features/notifications";
import { sweepPosts } from "@/features/posts";
import { retitleThreadsOf } from "@/features/threads";
import { resolveLocale } from "@/i18n/locale";
import { messagesFor } from "@/i18n/messages";
import { HOUR, MINUTE } from "@/kernel/clock";
import { id } from "@/kernel/ids";
import { forgetInAudit } from "@/platform/audit";
import { compactDatabase, reader, type Tx } from "@/platform/db";
import { defineJob, enqueue, type JobKind } from "@/platform/jobs";
import { tablesOfErasure } from "./erased-tables";

const retry = [MINUTE, 5 * MINUTE, 15 * MINUTE, ...Array.from({ length: 48 }, () => HOUR)];

/** `locale`: the language of what stands for the titles that go. */
const payload = z.object({ memberId: id, posts: z.enum(["keep", "remove"]), locale: z.string() });

/** What `enqueue` needs of the job; the job itself is made where all slices are known. */
export const ERASE = { kind: "members.erase", payload };

/** Has a slice forget a member. */
type Forget = (tx: Tx, memberId: string, addresses: readonly string[]) => Promise<void>;

/**
 * Leaves nothing personal of a member. What is large (posts that name them, mails of others that do) is gone through
 * first, in batches and while the name is still known; then all of their own goes in one transaction.
 */
export const eraseJob = (beside: readonly Forget[]): JobKind<z.infer<typeof payload>> =>
  defineJob({
    ...ERASE,
    retry,
    places: 1,
    async run({ memberId, posts, locale }, { finish, signal }) {
      const removes = posts === "remove";
      const accounts = await accountsOf(reader(), memberId);
      const held = await addressesOf(reader(), accounts);
      for (const id of accounts) {
        const { names, handles } = await callingsOf(reader(), id);
        await sweepPosts({ authorId: id, handles, instead: neutralHandle(id), removes }, signal);
        await sweepDrafts(handles, neutralHandle(id), signal);
        await sweepMails({ names, handles: handles.map(({ key }) => key), addresses: held }, signal);
      }
      const title = await deletedTitle(locale);
      await finish(
        async (tx) => {
          for (const id of accounts) {
            if (removes) await retitleThreadsOf(tx, id, title);
            for (const forgetIn of [...beside, forget]) await forgetIn(tx, id, held);
          }
          await enqueue(tx, compactJob, {});
        },
        { lock: "members" },
      );
    },
  });

async function deletedTitle(wanted: string): Promise<string> {
  const locale = resolveLocale({ member: wanted });
  return createTranslator({ locale, messages: await messagesFor(locale), namespace: "posts" })("deletedThread");
}

/** What each slice holds about a member goes; their row stays, and stands for "former member". */
async function forget(tx: Tx, memberId: string, held: readonly string[]): Promise<void> {
  await forgetMails(tx, memberId, held);
  await forgetNotifications(tx, memberId);
  await forgetDigests(tx, memberId);
  await forgetInbox(tx, memberId);
  await forgetFollows(tx, memberId);
  await forgetDrafts(tx, memberId);
  await forgetInChannels(tx, memberId);
  await forgetInGroups(tx, memberId);
  await forgetKeys(tx, memberId, held);
  await forgetAddresses(tx, memberId);
  await forgetInAudit(tx, memberId);
  await anonymise(tx, memberId);
}

/** Takes what was deleted out of the database's files, too. */
export const compactJob = defineJob({
  kind: "database.compact",
  payload: z.object({}),
  retry,
  places: 1,
  async run(_payload, { finish }) {
    await compactDatabase(tablesOfErasure);
    await finish(async () => undefined);
  },
});
