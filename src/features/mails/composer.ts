import type { Tx } from "@/platform/db";
import type { MailKind } from "@/platform/db/schema";
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

type MailRef = { id: string; memberId: string; slot: string };

/** How mails of one kind come by their words. Its slice hands it to the job, so that `mails` knows no kind. */
export type Composer = {
  list: { id: string; scope: UnsubscribeScope };
  /**
   * Asks again what may and should still be said, records what is left out with its reason, and loads the rest. Gives
   * what renders it outside the transaction, or null when nothing is left to say.
   */
  prepare(tx: Tx, mail: MailRef): Promise<(() => Promise<Composed>) | null>;
  /** Whether bytes that may have arrived may go again as they are: nothing in them was withdrawn meanwhile. */
  mayRepeat(tx: Tx, mail: MailRef): Promise<boolean>;
};

export type Composers = Record<MailKind, Composer>;
