import type { Read } from "@/platform/db";
import { threads } from "@/platform/db/schema";

export const all = (read: Read) => read.select().from(threads).all();
