import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env";
import { once } from "./once";

const BYTES = 32;

/**
 * The secret of this installation: made at the first start, in a file that only its owner may read. Whoever copies the
 * data folder moves it along, so that links in old mails keep working.
 */
function loadSecret(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const file = join(dataDir, "secret");
  // "wx" fails when a process that started at the same time was faster; then its secret is the one.
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(BYTES).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
  chmodSync(file, 0o600);
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
  if (secret.length !== BYTES)
    throw new Error(
      `The file ${file} does not hold a secret of ${BYTES} bytes. Restore it, or remove it: a new one ends the links of old mails.`,
    );
  return secret;
}

/**
 * A key for one purpose, derived from the installation's secret (HKDF, RFC 5869), so that what is signed for one
 * purpose is worth nothing for another.
 */
export function secretFor(purpose: string): Buffer {
  const secret = once("secret", () => loadSecret(env().dataDir));
  return Buffer.from(hkdfSync("sha256", secret, "", `tidings ${purpose}`, BYTES));
}

/** Signs a text for one purpose: 32 bytes of HMAC-SHA256 as base64url. Compare signatures in constant time. */
export const sign = (purpose: string, text: string): string =>
  createHmac("sha256", secretFor(purpose)).update(text).digest("base64url");

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text that the database keeps and only this installation can read again (AES-256-GCM, NIST SP 800-38D),
 * bound to whom it belongs to: a sealed text moved to another's row does not open.
 */
export function seal(purpose: string, text: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secretFor(purpose), nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** What was sealed. @throws Error when it was changed, belongs to another, or another installation sealed it. */
export function unseal(purpose: string, sealed: string, owner: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", secretFor(purpose), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}
