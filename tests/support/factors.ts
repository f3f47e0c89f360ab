import { Secret, TOTP } from "otpauth";
import { admit } from "@/features/auth/admit";
import { ways } from "@/features/auth/ways";
import { transaction } from "@/platform/db";
import { authenticator } from "./authenticator";
import type { FakeClock } from "./clock";
import type { Person } from "./scene";

/** An authenticator app that a key was typed into. */
export const appOf = (secret: string, clock: FakeClock) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) });
  /** The code of now, or of so many half minutes from now. */
  return (steps = 0) => totp.generate({ timestamp: clock.now() + steps * 30_000 });
};

/** Sets an authenticator app up for somebody: what it shows, and their recovery codes. */
export async function withTotp(person: Person, clock: FakeClock) {
  const { secret } = await person.auth.twoSteps.startTotp();
  const code = appOf(secret, clock);
  const { codes } = await person.auth.twoSteps.switchOnByTotp({ code: code() });
  return { code, codes };
}

/** Gives somebody a passkey, on a device of its own. */
export async function withPasskey(person: Person) {
  const device = authenticator();
  const asked = await person.auth.passkeys.askToAdd();
  const { passkeyId } = await person.auth.passkeys.add({ made: device.make(asked) });
  return { device, passkeyId };
}

/** The token of the second step that somebody who showed a first thing gets. */
export async function stepOf(memberId: string): Promise<string> {
  const admission = await transaction((tx) => admit(tx, memberId, "password"));
  if (admission.how !== "second-step") throw new Error("No second step was asked for.");
  return admission.token;
}

let clients = 0;
/** Sends the form of a way in, each time from another address. */
export const come = (way: keyof typeof ways, form: Record<string, unknown>) =>
  ways[way].enter(form, `198.51.100.${++clients % 250}-${clients}`);
