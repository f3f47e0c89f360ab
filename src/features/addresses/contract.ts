import { z } from "zod";
import { linkState, tokenText } from "@/features/auth/contract";
import { address, addressKey } from "@/kernel/address";
import { id } from "@/kernel/ids";
import { defineEvent } from "@/platform/events/define";

export { address, addressKey };

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

/** `reset`: the token of the link to a new password, for the call that took the change back; null for its repetitions. */
export const reverted = proven.extend({ reset: z.string().nullable() });
export type Reverted = z.infer<typeof reverted>;

/** A member's addresses are others now, or one of them is primary or proven. Addressed to that member alone. */
export const addressesChanged = defineEvent("addresses.changed", z.object({ memberIds: z.array(id).length(1) }));
