import type { Tx } from "@/platform/db";
import type { DeliveryState, MailKind } from "@/platform/db/schema";
import type { UnsubscribeScope } from "./unsubscribe";

/** What a mail says, rendered for its addressee at the moment of sending. */
export type Composed = {
  subject: string;
  html: string;
  text: string;
  /** Message-IDs that this mail belongs under, root first. */
  references: string[];
  /** The posts that it holds in full. */
  fullPostIds: string[];
};

/** `memberId` is null for somebody who is no member (yet). */
export type MailRef = { id: string; memberId: string | null; subjectId: string | null; slot: string };

/** What became of a mail in the end, and why. */
type Settled = {
  state: Extract<DeliveryState, "sent" | "failed" | "dead">;
  why: "sent" | "kept" | "refused" | "gave_up";
};

/** How mails of one kind come by their words. Its slice hands it to the job, so that `mails` knows no kind. */
export type Composer = {
  /** For what one may unsubscribe from; absent for mail that somebody's own act asked for. */
  list?: { id: string; scope: UnsubscribeScope };
  /** Its words hold a secret (a link that lets in): they are kept nowhere, and made again for every try. */
  isSecret?: boolean;
  /**
   * Asks again what may and should still be said, records what is left out with its reason, and loads the rest. Gives
   * what renders it outside the transaction, or null when nothing is left to say.
   */
  prepare(tx: Tx, mail: MailRef): Promise<(() => Promise<Composed>) | null>;
  /** Whether bytes that may have arrived may go again as they are: nothing in them was withdrawn meanwhile. */
  mayRepeat(tx: Tx, mail: MailRef): Promise<boolean>;
  /** Told when the mail has reached its addressee, or never will. */
  settled?(tx: Tx, mailId: string, end: Settled): Promise<void>;
};

export type Composers = Record<MailKind, Composer>;
