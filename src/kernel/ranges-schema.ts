import { z } from "zod";
import { LIMIT } from "./ranges";

const number = z
  .int()
  .min(1)
  .max(LIMIT - 1);

/** Ranges from outside or from a row; refuses whatever is not in canonical form. */
export const ranges = z
  .array(z.tuple([number, number]))
  .max(20_000)
  .refine((list) => list.every(([from, to], i) => from <= to && from > (list[i - 1]?.[1] ?? -1) + 1), "sorted ranges");
