import { now } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { type Admission, admit, type WayIn } from "./admit";
import { tokenText } from "./contract";
import { memberBySecondStep } from "./pass-second-step";
import { memberByPasskey, shownIn } from "./show-passkey";
import { memberByPassword } from "./sign-in";
import { memberByLink } from "./spend-link";

/**
 * One way in: the fields of its form, and what finds out who sent them.
 * @param client the address that tries are counted by.
 */
type Way = { fields: readonly string[]; enter(form: unknown, client: string): Promise<Admission> };

/** Every way in that is a form, by the name under which the browser posts it. */
export const ways: Record<Exclude<WayIn, "provider">, Way> = {
  password: {
    fields: ["address", "password"],
    async enter(form, client) {
      const shownAt = now();
      const { memberId } = await memberByPassword(reader(), form, client);
      return transaction((tx) => admit(tx, memberId, "password", shownAt));
    },
  },
  passkey: {
    fields: ["shown"],
    async enter(form) {
      const shownAt = now();
      const { memberId } = await memberByPasskey({ use: "sign-in" }, shownIn(form));
      return transaction((tx) => admit(tx, memberId, "passkey", shownAt));
    },
  },
  "second-step": {
    fields: ["token", "code", "shown"],
    async enter(form, client) {
      const { memberId, shownAt } = await memberBySecondStep(form, client);
      return transaction((tx) => admit(tx, memberId, "second-step", shownAt));
    },
  },
  link: {
    fields: ["token"],
    async enter(form) {
      const token = tokenText.catch("").parse((form as { token?: unknown }).token);
      return transaction(async (tx) => {
        const { memberId } = await memberByLink(tx, "sign-in", token);
        return admit(tx, memberId, "link");
      });
    },
  },
};
