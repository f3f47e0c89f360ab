import { now } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { type Admission, admit, type WayIn } from "./admit";
import { memberByPassword } from "./sign-in";

/**
 * One way in: the fields of its form, and what finds out who sent them.
 * @param client the address that tries are counted by.
 */
type Way = { fields: readonly string[]; enter(form: unknown, client: string): Promise<Admission> };

/** Every way in that is a form, by the name under which the browser posts it. */
export const ways: Record<WayIn, Way> = {
  password: {
    fields: ["address", "password"],
    async enter(form, client) {
      const shownAt = now();
      const { memberId } = await memberByPassword(reader(), form, client);
      return transaction((tx) => admit(tx, memberId, "password", shownAt));
    },
  },
};
