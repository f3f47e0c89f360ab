import { and, eq } from "drizzle-orm";
import { addressKey } from "@/features/addresses/contract";
import { AppError } from "@/kernel/errors";
import type { Read } from "@/platform/db";
import { addresses, members } from "@/platform/db/schema";

/**
 * Makes sure that a repeated call says what the first one said.
 * @throws AppError CONFLICT when the member that came of it is another person.
 */
export async function assertSamePerson(
  read: Read,
  { memberId, name, address }: { memberId: string; name: string; address: string },
): Promise<void> {
  const [same] = await read
    .select({ id: members.id })
    .from(members)
    .innerJoin(addresses, eq(addresses.memberId, members.id))
    .where(and(eq(members.id, memberId), eq(members.name, name), eq(addresses.addressKey, addressKey(address))));
  if (!same) {
    throw new AppError(
      "CONFLICT",
      "This was sent before, with something else in it. Sign in with what you sent first.",
      {
        field: "memberId",
      },
    );
  }
}
