import { z } from "zod";
import { id } from "@/kernel/ids";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/kernel/limits";
import { codePoints } from "@/kernel/text";
import { defineEvent } from "@/platform/events/define";
import { isCommonPassword } from "./common-passwords";

/** A password that somebody chooses. Taken as it is typed: no trimming, no rules about kinds of characters (NIST SP 800-63B, 3.1.1.2). */
export const newPassword = z.string("The password must be a text.").superRefine((text, context) => {
  const length = codePoints(text);
  const message =
    length < PASSWORD_MIN
      ? `The password needs at least ${PASSWORD_MIN} characters.`
      : length > PASSWORD_MAX
        ? `The password has ${length} characters; ${PASSWORD_MAX} is the most.`
        : isCommonPassword(text)
          ? "This password is one of the first that anybody would try. A few words together are best."
          : null;
  if (message) context.addIssue({ code: "custom", message });
});

/** What is typed to sign in. Looser than at sign-up: whatever is wrong here is simply not the password. */
export const credentials = z.object({ address: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });

/** The password again, by which the actor shows that it is still them. */
export const confirmInput = z.object({ password: z.string("The password must be a text.").min(1).max(1_000) });

/** What the actor can show that it is them with. */
export const keys = z.object({ password: z.boolean() });
export type Keys = z.infer<typeof keys>;

/** A secret as it stands in a link or a cookie: 32 random bytes in base64url. */
export const tokenText = z.string("The link must be a text.").max(200);

/** What a link is good for, seen without spending it: everything but `open` is why it opens nothing (any more). */
export const linkState = z.enum(["open", "unknown", "spent", "expired", "revoked"]);
export type LinkState = z.infer<typeof linkState>;

export const joinLink = z.object({ linkId: id, token: z.string(), expiresAt: z.number() });
export type JoinLink = z.infer<typeof joinLink>;

export const revokeLinkInput = z.object({ linkId: id });

/** A session is over: its streams end. Addressed to its member. */
export const sessionEnded = defineEvent("session.ended", z.object({ sessionId: id, memberIds: z.array(id).length(1) }));
