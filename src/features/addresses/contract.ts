import { z } from "zod";
import { linkState, tokenText } from "@/features/auth/contract";
import { id } from "@/kernel/ids";
import { nameKey, oneLine } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";

/** One `@` with something on both sides, no spaces: whether mail arrives there is shown by mail alone. RFC 5321, 4.5.3.1: at most 254. */
const addressForm = /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\]+$/u;

/** An e-mail address. */
export const address = oneLine(1, 254, "address").refine(
  (text) => addressForm.test(text),
  "This is not a mail address. It looks like ana@example.org.",
);

/** What makes two spellings the same address. */
export const addressKey = nameKey;

/** How many addresses a member may have. */
export const MOST_ADDRESSES = 10;

const addressView = z.object({ id, address: z.string(), isPrimary: z.boolean(), isProven: z.boolean() });

/** `canSend`: this server sends mail, so that an address can be proven by its link. */
export const myAddresses = z.object({ items: z.array(addressView), canSend: z.boolean() });
export type MyAddresses = z.infer<typeof myAddresses>;

export const addInput = z.object({ address });
export const oneInput = z.object({ id });
export const tokenInput = z.object({ token: tokenText });

/** Whose account a link to prove an address is about. Told while it is open alone. */
export const proofView = z.object({
  state: linkState,
  about: z.object({ address: z.string(), name: z.string(), handle: z.string() }).nullable(),
});
export type ProofView = z.infer<typeof proofView>;

/** What a link to take a change back would do. Told while it is open alone. */
export const reversalView = z.object({
  state: linkState,
  about: z.object({ oldAddress: z.string(), newAddress: z.string(), at: z.number() }).nullable(),
});
export type ReversalView = z.infer<typeof reversalView>;

/** The address that a link was about. */
export const proven = z.object({ address: z.string() });

/** A member's addresses are others now, or one of them is primary or proven. Addressed to that member alone. */
export const addressesChanged = defineEvent("addresses.changed", z.object({ memberIds: z.array(id).length(1) }));
