import type { Tx } from "@/platform/db";
import { posts as answers } from "@/platform/db/schema";

export const drop = (tx: Tx) => tx.delete(answers);
