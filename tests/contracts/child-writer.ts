/** Writes two rows in one transaction, then a third in another. */
import { transaction } from "@/platform/db";
import { relayCursors } from "@/platform/db/schema/platform";
import { openParentsDatabase } from "./child";

openParentsDatabase();
await transaction(async (tx) => {
  await tx.insert(relayCursors).values({ subscriber: "first", seq: 1 });
  await tx.insert(relayCursors).values({ subscriber: "second", seq: 2 });
});
await transaction(async (tx) => {
  await tx.insert(relayCursors).values({ subscriber: "third", seq: 3 });
});
process.exit(0);
