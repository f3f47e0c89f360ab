import { and, eq, isNull, lt } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";
import type { Actor } from "@/kernel/actor";
import { now } from "@/kernel/clock";
import { AppError } from "@/kernel/errors";
import type { Read, Tx } from "@/platform/db";
import { addresses, totpKeys, workspace } from "@/platform/db/schema";
import { seal, unseal } from "@/platform/secret";
import type { NewTotp } from "./contract";
import { assertConfirmed } from "./sessions";

/** Of either side one step of half a minute: clocks differ, and typing takes time (RFC 6238, 5.2). */
const DRIFT = 1;
/** 160 bits, as RFC 4226, 4, asks for with SHA-1, the one that every app knows. */
const SECRET_BYTES = 20;

const sealed = (memberId: string, secret: Secret) => seal("totp", secret.base32, memberId);
const opened = (memberId: string, text: string) => Secret.fromBase32(unseal("totp", text, memberId));

/** The half minute since 1970 in which a code was made, or null when it is not one of now. */
function stepOf(secret: Secret, code: string): number | null {
  const timestamp = now();
  const delta = TOTP.validate({ token: code, secret, window: DRIFT, timestamp });
  return delta === null ? null : TOTP.counter({ timestamp }) + delta;
}

/** A text as the modules of a QR code: the side of the square, and the dark ones as one path of SVG. */
function drawn(text: string): { size: number; path: string } {
  // The quiet zone of four modules that readers ask for (ISO/IEC 18004, 5.3.8).
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join("") };
}

/**
 * Makes the actor's authenticator key, in place of one that was never confirmed. It asks nothing of anybody until its
 * first code comes (`activateTotp`).
 * @throws AppError UNCONFIRMED, CONFLICT when an authenticator is at work already.
 */
export async function startTotp(tx: Tx, actor: Actor): Promise<NewTotp> {
  await assertConfirmed(tx, actor);
  const secret = new Secret({ size: SECRET_BYTES });
  const row = { sealed: sealed(actor.id, secret), lastStep: 0 };
  const made = await tx
    .insert(totpKeys)
    .values({ memberId: actor.id, ...row })
    .onConflictDoUpdate({ target: totpKeys.memberId, set: row, setWhere: isNull(totpKeys.confirmedAt) })
    .returning({ memberId: totpKeys.memberId });
  if (made.length === 0) throw alreadyOn();

  const [names] = await tx
    .select({ team: workspace.name, address: addresses.address })
    .from(addresses)
    .innerJoin(workspace, eq(workspace.id, 1))
    .where(and(eq(addresses.memberId, actor.id), eq(addresses.isPrimary, true)));
  const uri = new TOTP({ issuer: names?.team ?? "Tidings", label: names?.address ?? "", secret }).toString();
  return { uri, secret: secret.base32.replace(/.{4}(?=.)/g, "$& "), qr: drawn(uri) };
}

const alreadyOn = () =>
  new AppError("CONFLICT", "An authenticator app is set up already. Switch it off first to set up another one.");

/**
 * Puts the key to work, by its first right code.
 * @throws AppError UNCONFIRMED, CONFLICT when there is none to confirm, INVALID naming the code.
 */
export async function activateTotp(tx: Tx, actor: Actor, code: string): Promise<void> {
  await assertConfirmed(tx, actor);
  const [key] = await tx.select().from(totpKeys).where(eq(totpKeys.memberId, actor.id));
  if (!key) throw new AppError("CONFLICT", "There is no authenticator app to confirm. Begin again.");
  if (key.confirmedAt !== null) throw alreadyOn();
  const lastStep = stepOf(opened(actor.id, key.sealed), code);
  if (lastStep === null) {
    throw new AppError(
      "INVALID",
      "This code is not right. Codes change twice a minute: is your device's clock right?",
      {
        field: "code",
      },
    );
  }
  const confirmed = await tx
    .update(totpKeys)
    .set({ confirmedAt: now(), lastStep })
    .where(and(eq(totpKeys.memberId, actor.id), isNull(totpKeys.confirmedAt)))
    .returning({ memberId: totpKeys.memberId });
  if (confirmed.length === 0) throw alreadyOn();
}

/** Takes a code of a member's authenticator. Each is taken once (RFC 6238, 5.2): of two that show it, one is right. */
export async function takeTotpCode(tx: Tx, memberId: string, code: string): Promise<boolean> {
  const [key] = await tx.select().from(totpKeys).where(eq(totpKeys.memberId, memberId));
  if (!key || key.confirmedAt === null) return false;
  const step = stepOf(opened(memberId, key.sealed), code);
  if (step === null) return false;
  const taken = await tx
    .update(totpKeys)
    .set({ lastStep: step })
    .where(and(eq(totpKeys.memberId, memberId), lt(totpKeys.lastStep, step)))
    .returning({ memberId: totpKeys.memberId });
  return taken.length > 0;
}

/** Forgets a member's authenticator. */
export async function removeTotp(tx: Tx, memberId: string): Promise<void> {
  await tx.delete(totpKeys).where(eq(totpKeys.memberId, memberId));
}

/** Whether a member's authenticator is at work. */
export async function hasTotp(read: Read, memberId: string): Promise<boolean> {
  const [key] = await read
    .select({ confirmedAt: totpKeys.confirmedAt })
    .from(totpKeys)
    .where(eq(totpKeys.memberId, memberId));
  return typeof key?.confirmedAt === "number";
}
