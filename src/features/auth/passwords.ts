import { hash, verify } from "@node-rs/argon2";
import { now } from "@/kernel/clock";
import type { Tx } from "@/platform/db";
import { passwords } from "@/platform/db/schema";

/** Argon2id (2) with the figures of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes; about 25 ms on a worker thread. */
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What an unknown address is verified against, so that it takes the same time as a known one. Nothing hashes to it. */
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$R2l2ZXNOb2JvZHlBd2F5IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** The Argon2id hash of a password, in PHC form. Slow on purpose: never inside a transaction. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), options);

/** Whether a password is the one of a hash. Without a hash it takes as long, and is false. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? nobody, password.normalize("NFKC"));
  return right && stored !== undefined;
}

/** Writes a member's password hash, in place of an earlier one. */
export async function setPassword(tx: Tx, memberId: string, passwordHash: string): Promise<void> {
  const changedAt = now();
  await tx
    .insert(passwords)
    .values({ memberId, hash: passwordHash, changedAt })
    .onConflictDoUpdate({ target: passwords.memberId, set: { hash: passwordHash, changedAt } });
}
