import { eq } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import type { Read } from "@/platform/db";
import { passkeys, passwords } from "@/platform/db/schema";
import { canSend } from "@/platform/mail";
import type { Factors, Keys } from "./contract";
import { providerOf } from "./oidc";
import { listPasskeys } from "./passkeys";
import { hasTotp } from "./totp";
import { twoStepsOf } from "./two-steps";

/** What the actor can show that it is them with. */
export async function keysOf(read: Read, actor: Actor): Promise<Keys> {
  const own = {
    password: (await read.$count(passwords, eq(passwords.memberId, actor.id))) > 0,
    totp: await hasTotp(read, actor.id),
    passkeys: (await read.$count(passkeys, eq(passkeys.memberId, actor.id))) > 0,
  };
  return { ...own, mail: canSend() && !Object.values(own).some(Boolean) };
}

/** What the actor has besides a password. */
export async function factorsOf(read: Read, actor: Actor): Promise<Factors> {
  return {
    twoSteps: await twoStepsOf(read, actor.id),
    passkeys: await listPasskeys(read, actor.id),
    provider: await providerOf(read, actor.id),
  };
}
