import { eq } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { newId } from "@/kernel/ids";
import type { Tx } from "@/platform/db";
import { addresses } from "@/platform/db/schema";
import { gather } from "./digest-job";
import { addressee } from "./pending";

/** `unknown`: nobody has this address; `off`: they switched the digest off; `nothing`: there is nothing to say. */
export type DigestNow = { outcome: "made"; mailId: string } | { outcome: "unknown" | "off" | "nothing" };

/** Makes a digest at once for whoever has an address, beside that of their day. Call it with their transaction. */
export async function digestNow(tx: Tx, address: string): Promise<DigestNow> {
  const [owner] = await tx
    .select({ memberId: addresses.memberId })
    .from(addresses)
    .where(eq(addresses.addressKey, addressKey(address)));
  const to = owner ? await addressee(tx, owner.memberId) : null;
  if (!to?.isActive) return { outcome: "unknown" };
  if (!to.wants) return { outcome: "off" };
  const mailId = await gather(tx, to.id, `now:${newId()}`);
  return mailId ? { outcome: "made", mailId } : { outcome: "nothing" };
}
