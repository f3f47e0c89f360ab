import { z } from "zod";
import { id } from "@/kernel/ids";
import { pageInput } from "@/kernel/page";
import { defineEvent } from "@/platform/events/define";

const mailKind = z.enum([
  "digest",
  "invitation",
  "self-join",
  "prove-address",
  "address-changed",
  "merge",
  "sign-in",
  "reset",
  "confirm",
  "security",
]);
const mailState = z.enum(["pending", "sending", "sent", "kept", "skipped", "dead"]);

/** A mail as a line of my list. The subject is empty until it was rendered for the first time. */
const mailLine = z.object({ id, kind: mailKind, subject: z.string(), at: z.number(), state: mailState });
export type MailLine = z.infer<typeof mailLine>;

export const listInput = pageInput;
export const mailPage = z.object({ items: z.array(mailLine), next: z.string().nullable() });

export const getInput = z.object({ id });
export const mailView = mailLine.extend({ to: z.string(), html: z.string(), text: z.string() });
export type MailView = z.infer<typeof mailView>;

/** A mail was made or changed its state. Addressed to its addressee alone. */
export const mailChanged = defineEvent("mail.changed", z.object({ mailId: id, memberIds: z.array(id).length(1) }));
