import { z } from "zod";
import { address } from "@/kernel/address";
import { id } from "@/kernel/ids";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/kernel/limits";
import { codePoints, oneLine } from "@/kernel/text";
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

/** The code from a mail, with spaces or without. */
export const mailCodeInput = z.object({
  code: z.string("The code must be a text.").max(50, "The code has eight digits."),
});

/** A password that the actor chooses for themselves. */
export const newPasswordInput = z.object({ password: newPassword });

/** Whose link is asked for: what was typed, if it is an address at all. */
export const requestInput = z.object({ address });

/** What the actor can show that it is them with; `mail`: they have nothing else, and can be mailed a code. */
export const keys = z.object({ password: z.boolean(), totp: z.boolean(), passkeys: z.boolean(), mail: z.boolean() });
export type Keys = z.infer<typeof keys>;

/** Longer than every token: what is longer is none of ours, and need not be read to its end. */
const TOKEN_MAX = 200;

/** A secret as it stands in a link or a cookie: 32 random bytes in base64url. Anything else is a link that opens nothing. */
export const tokenText = z.string("The link must be a text.").transform((text) => text.slice(0, TOKEN_MAX));

/** What a link is good for, seen without spending it: everything but `open` is why it opens nothing (any more). */
export const linkState = z.enum(["open", "unknown", "spent", "expired", "revoked"]);
export type LinkState = z.infer<typeof linkState>;

/** The two kinds of link that let a member in. `name` is whose it is, told while it is open alone. */
export const viewLinkInput = z.object({ kind: z.enum(["sign-in", "reset"]), token: tokenText });
export const linkView = z.object({ state: linkState, name: z.string().nullable() });
export type LinkView = z.infer<typeof linkView>;

export const resetInput = z.object({ token: tokenText, password: newPassword });
export type ResetInput = z.infer<typeof resetInput>;
/** Where to sign in with the new password. */
export const resetDone = z.object({ address: z.string() });

/** A browser that is signed in, as its member sees it. */
const sessionLine = z.object({
  id,
  browser: z.string().nullable(),
  system: z.string().nullable(),
  createdAt: z.number(),
  seenAt: z.number(),
  /** The one that asks. */
  current: z.boolean(),
});
export type SessionLine = z.infer<typeof sessionLine>;
export const sessionList = z.array(sessionLine);
export const endSessionInput = z.object({ sessionId: id });

/** A session is over: its streams end. Addressed to its member. */
export const sessionEnded = defineEvent("session.ended", z.object({ sessionId: id, memberIds: z.array(id).length(1) }));

/** Six digits of an authenticator app, however they are spaced. */
const totpCode = z
  .string("The code must be a text.")
  .max(40, "The code has six digits.")
  .transform((text) => text.replace(/\s/g, ""))
  .refine((text) => /^\d{6}$/.test(text), "The code has six digits.");
export const codeInput = z.object({ code: totpCode });

/** An authenticator key before its first code: as a link, to be typed, and as the dark modules of a QR code. */
export const newTotp = z.object({
  uri: z.string(),
  secret: z.string(),
  qr: z.object({ size: z.int(), path: z.string() }),
});
export type NewTotp = z.infer<typeof newTotp>;

/** Recovery codes as they are shown once; none when the member keeps those that they have. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) });

const twoSteps = z.object({ isOn: z.boolean(), totp: z.boolean(), codesLeft: z.int() });
export type TwoSteps = z.infer<typeof twoSteps>;

const passkeyLine = z.object({ id, name: z.string(), createdAt: z.number(), usedAt: z.number().nullable() });
export type PasskeyLine = z.infer<typeof passkeyLine>;

const providerState = z.object({ name: z.string(), linkedAt: z.number().nullable() });
export type ProviderState = z.infer<typeof providerState>;

/** What a member has besides a password; `provider` is null where the installation has none. */
export const factors = z.object({
  twoSteps,
  passkeys: z.array(passkeyLine),
  provider: providerState.nullable(),
});
export type Factors = z.infer<typeof factors>;

/** What an open second step may be shown with. */
export const secondStep = z.object({ isOpen: z.boolean(), totp: z.boolean(), passkeys: z.boolean() });
export type SecondStep = z.infer<typeof secondStep>;

export const stepInput = z.object({ token: tokenText });

/** Why somebody at the provider is nobody here, or cannot be linked. */
export const oidcRefusals = ["unknown", "join", "unverified", "unproven", "deactivated", "other", "taken"] as const;
export type OidcRefusal = (typeof oidcRefusals)[number];

/** Bytes in base64url, as browsers write what devices say (WebAuthn, 5.1). */
const bytes = z
  .string()
  .max(16_000)
  .regex(/^[\w-]*=*$/);
const noExtensions = z.unknown().transform(() => ({}));
const credential = { id: bytes, rawId: bytes, type: z.literal("public-key"), clientExtensionResults: noExtensions };

/** What a browser says when a device showed a passkey. */
export const shownPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish().transform((handle) => handle ?? undefined),
  }),
});
export const shownInput = z.object({ shown: shownPasskey });

/** A passkey's name, given by its member. */
const passkeyName = oneLine(1, 60, "name");

/** What a browser says when a device made a passkey. */
export const addPasskeyInput = z.object({
  made: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
});
export const passkeyInput = z.object({ passkeyId: id });
export const renamePasskeyInput = passkeyInput.extend({ name: passkeyName });
/** A link that was mailed to an address was used: its member reads what arrives there. Addressed to nobody. */
export const addressReached = defineEvent("auth.address_reached", z.object({ memberId: id, addressId: id }));
