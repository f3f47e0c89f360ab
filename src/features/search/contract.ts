import { z } from "zod";
import { person } from "@/features/threads/contract";
import { id } from "@/kernel/ids";
import { cleanText } from "@/kernel/text";

/** `cursor` is that of the page before; a text without a letter or digit finds nothing. */
export const searchInput = z.object({
  text: cleanText(0, 200, "search"),
  cursor: z
    .int()
    .min(1)
    .max(2 ** 53 - 1)
    .nullish(),
  limit: z.int().min(1).max(50).default(20),
});
export type SearchInput = z.infer<typeof searchInput>;

const hit = z.object({
  postId: id,
  number: z.number(),
  threadId: id,
  /** The thread's title; of a conversation, its people's names. */
  title: z.string(),
  place: z.object({ id, name: z.string(), visibility: z.enum(["public", "private", "conversation"]) }),
  author: person,
  at: z.number(),
  /** What stands around the first word that was found, and which parts of it were looked for, as [from, to). */
  excerpt: z.string(),
  marks: z.array(z.tuple([z.number(), z.number()])),
});
export type Hit = z.infer<typeof hit>;

/** The newest first. */
export const hitPage = z.object({ items: z.array(hit), next: z.number().nullable() });
export type HitPage = z.infer<typeof hitPage>;
