import { and, eq, isNull } from "drizzle-orm";
import { addressReached } from "@/features/auth/contract";
import { now } from "@/kernel/clock";
import { addresses } from "@/platform/db/schema";
import { payloadOf, type Subscriber } from "@/platform/events";
import { changed } from "./rows";

/** A link that was mailed to an address and used proves it, as far as it is still that member's. */
export const addressProver: Subscriber = {
  name: "addresses",
  kinds: [addressReached.kind],
  async handle(tx, event) {
    const reached = payloadOf(event, addressReached);
    if (!reached) return;
    const proven = await tx
      .update(addresses)
      .set({ provenAt: now() })
      .where(
        and(eq(addresses.id, reached.addressId), eq(addresses.memberId, reached.memberId), isNull(addresses.provenAt)),
      )
      .returning({ id: addresses.id });
    if (proven.length > 0) await changed(tx, reached.memberId);
  },
};
