import { lockRows } from "drizzle-orm/pg-core";

export const threads = lockRows;
