"use client";

import { askToConfirm } from "@/client/confirming";
import { isUnconfirmed } from "@/client/refusal";

type Confirmed = <T>(act: () => Promise<T>) => Promise<T>;

/** Runs an act; when the server wants to know first that it is still them, asks and runs it again. */
const confirmed: Confirmed = async (act) => {
  try {
    return await act();
  } catch (error) {
    if (!isUnconfirmed(error) || !(await askToConfirm())) throw error;
    return act();
  }
};

/**
 * For calls that the server may refuse as UNCONFIRMED: `await confirmed(() => mutateAsync(x))` asks for the password in a
 * dialog and calls again. When they would rather not, it rejects with the refusal, for which `isUnconfirmed` is true and
 * of which nothing need be said: nothing was changed.
 */
export const useConfirmed = (): Confirmed => confirmed;
