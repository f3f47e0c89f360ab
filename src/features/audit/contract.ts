import { z } from "zod";
import { id } from "@/kernel/ids";
import { pageInput } from "@/kernel/page";

/** `memberId`: what they did, and what was done to them. */
export const listInput = pageInput.extend({
  memberId: id.nullish(),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, "An action is written as member.deactivated.")
    .nullish(),
});
export type ListInput = z.infer<typeof listInput>;

/** A person as they are called now; the name is empty once they were erased. */
const who = z.object({ id, name: z.string(), handle: z.string() });

const auditLine = z.object({
  id,
  at: z.number(),
  /** Null for the host at the terminal. */
  actor: who.nullable(),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: id.nullable(), member: who.nullable() }),
  /** Who took over what they held. */
  heir: who.nullable(),
  data: z.record(z.string(), z.unknown()),
  from: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;

export const auditPage = z.object({ items: z.array(auditLine), next: z.string().nullable() });
/** The actions that occur, for the filter. */
export const auditActions = z.array(z.string());
