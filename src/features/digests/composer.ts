import { type Composer, messageIdsOfPosts, unsubscribePage } from "@/features/mails";
import { settleMail, skipDeliveries } from "@/features/notifications";
import { now } from "@/kernel/clock";
import { digestHtml } from "./html";
import { modelOf } from "./model";
import { addressee, candidates, inMail } from "./pending";
import { digestText } from "./text";
import { wordsOf } from "./words";

/** What may not stand in a mail that goes again, even where it may have arrived before. */
const withdrawn = new Set(["deactivated", "deleted", "no_access", "switched_off"]);

/** How a digest comes by its words at the moment of sending. */
export const digestComposer: Composer = {
  list: { id: "digest", scope: "digest" },

  async prepare(tx, mail) {
    const to = mail.memberId ? await addressee(tx, mail.memberId) : null;
    const at = now();
    const found = to ? await candidates(tx, to, inMail(mail.id), at) : [];
    await skipDeliveries(
      tx,
      found.flatMap(({ post, why }) => (why ? [{ id: post.deliveryId, why }] : [])),
    );
    const told = found.filter(({ why }) => why === null).map(({ post }) => post);
    if (!to || told.length === 0) return null;

    const cause = mail.slot.startsWith("now:") ? "asked_for" : "day_began";
    const { model, fullPostIds } = await modelOf(tx, to, told, { at, cause });
    // A digest is a thread of its own, but one that tells of a single thread belongs under that thread's posts.
    const threads = new Set(told.map(({ threadId }) => threadId));
    const ids = threads.size === 1 ? await messageIdsOfPosts(tx, told.map(({ postId }) => postId).slice(-20)) : null;
    return async () => {
      const view = await wordsOf(model, unsubscribePage({ memberId: to.id, scope: "digest" }));
      const references = ids ? told.flatMap(({ postId }) => ids.get(postId) ?? []) : [];
      return { subject: view.subject, html: digestHtml(view), text: digestText(view), references, fullPostIds };
    };
  },

  async mayRepeat(tx, mail) {
    const to = mail.memberId ? await addressee(tx, mail.memberId) : null;
    const found = to ? await candidates(tx, to, inMail(mail.id), now()) : [];
    return found.length > 0 && found.every(({ why }) => why === null || !withdrawn.has(why));
  },

  settled: (tx, mailId, { state, why }) => settleMail(tx, mailId, state, why),
};
