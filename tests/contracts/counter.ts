import { asc, eq } from "drizzle-orm";
import { type Read, reader, type Tx, transaction } from "@/platform/db";
import { relayCursors } from "@/platform/db/schema/platform";

/** Rows of a name and a number, for tests of the data layer itself. */
export const put = async (tx: Tx, subscriber: string, seq: number): Promise<void> => {
  await tx.insert(relayCursors).values({ subscriber, seq });
};

export async function amountOf(read: Read, name: string): Promise<number | undefined> {
  const [row] = await read.select().from(relayCursors).where(eq(relayCursors.subscriber, name));
  return row?.seq;
}

export async function write(tx: Tx, name: string, seq: number): Promise<void> {
  await tx.update(relayCursors).set({ seq }).where(eq(relayCursors.subscriber, name));
}

/** Reads a number and writes it back one higher: loses an update wherever isolation does not hold. */
export async function increment(tx: Tx, name: string): Promise<void> {
  await write(tx, name, ((await amountOf(tx, name)) ?? 0) + 1);
}

export const names = async (): Promise<string[]> =>
  (await reader().select().from(relayCursors).orderBy(asc(relayCursors.subscriber))).map((row) => row.subscriber);

export const begin = (name: string, seq = 0): Promise<void> => transaction((tx) => put(tx, name, seq));
