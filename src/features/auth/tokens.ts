import { createHash, randomBytes } from "node:crypto";

/** A new secret: 32 random bytes in base64url. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/**
 * The SHA-256 of a token, under which its row is found. Looking up by hash compares nothing secret byte by byte: what the
 * index's timing could tell is about a hash that nobody can aim at. (A random token needs no slow hash.)
 */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
