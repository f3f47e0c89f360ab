import { Secret, TOTP } from "otpauth";
import { makeChallenge } from "@/features/auth/challenges";
import { addPasskey, startPasskey } from "@/features/auth/passkeys";
import { openSecondStep } from "@/features/auth/second-step";
import { startTotp } from "@/features/auth/totp";
import { switchOnByTotp } from "@/features/auth/two-steps";
import { checkAdded } from "@/features/auth/webauthn";
import { now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { authenticator } from "../../support/authenticator";
import { everybody, nobody, whoever, whoeverNot } from "./actors";
import { type Cell, row } from "./table";
import type { Seeded } from "./world";

const dangerous = { dangerous: true };
const actorOf = ({ id, role, sessionId }: Seeded) => ({ id, role, sessionId });
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** Begins an authenticator app, and gives the codes that it shows, now or a step later. */
async function app({ tx, me }: Cell) {
  const { secret } = await startTotp(tx, actorOf(me));
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) });
  return (steps = 0) => totp.generate({ timestamp: now() + steps * 30_000 });
}

async function switchOn(cell: Cell) {
  const code = await app(cell);
  await switchOnByTotp(cell.tx, actorOf(cell.me), code());
  return code;
}

/** Adds a passkey of whose thing the cell is about; of who never was there is none. */
async function passkey({ tx, thing, me, whose, world }: Cell) {
  const device = authenticator();
  const owner = thing === "own" ? me : world.people.bystander;
  if (whose.id !== owner.id) return { device, passkeyId: newId() };
  const { challenge, member } = await startPasskey(tx, actorOf(owner));
  const user = { id: textOf(Buffer.from(member.id)) };
  const key = await checkAdded(device.make({ challenge: textOf(challenge), user }), textOf(challenge));
  if (!key) throw new Error("The device did not make a passkey.");
  return { device, ...(await addPasskey(tx, actorOf(owner), key, "Laptop")) };
}

const step = async ({ tx, thing, world }: Cell) =>
  thing === "guessed" ? { token: "A".repeat(43) } : openSecondStep(tx, world.people.bystander.id, now());

row("auth.factors", { own: everybody });
row("auth.confirmByCode", { own: everybody }, async (cell) => ({ code: (await switchOn(cell))(1) }));
row("auth.confirmByPasskey", { own: everybody, others: "A A A A A A A" }, async (cell) => {
  const { device } = await passkey(cell);
  const challenge = await makeChallenge(cell.tx, { use: "confirm", sessionId: cell.me.sessionId });
  return { shown: device.show({ challenge: textOf(challenge) }) };
});

row("auth.twoSteps.startTotp", { own: everybody }, undefined, dangerous);
row("auth.twoSteps.switchOnByTotp", { own: everybody }, async (cell) => ({ code: (await app(cell))() }), dangerous);
row("auth.twoSteps.switchOnByPasskeys", { own: everybody }, async (cell) => void (await passkey(cell)), dangerous);
row("auth.twoSteps.renewCodes", { own: everybody }, async (cell) => void (await switchOn(cell)), dangerous);
row("auth.twoSteps.switchOff", { own: everybody }, async (cell) => void (await switchOn(cell)), dangerous);
row("auth.twoSteps.look", { held: whoever }, step);
row("auth.twoSteps.askForPasskey", { held: whoever, guessed: whoeverNot }, step);

row("auth.passkeys.askToAdd", { own: everybody }, undefined, dangerous);
row(
  "auth.passkeys.add",
  { own: everybody },
  async ({ tx, me }) => {
    const challenge = await makeChallenge(tx, { use: "add", sessionId: me.sessionId });
    return { made: authenticator().make({ challenge: textOf(challenge) }) };
  },
  dangerous,
);
const ofPasskey = { own: everybody, others: nobody };
row("auth.passkeys.rename", ofPasskey, async (cell) => ({ ...(await passkeyId(cell)), name: "Phone" }));
row("auth.passkeys.remove", ofPasskey, (cell) => passkeyId(cell), dangerous);
row("auth.passkeys.askToSignIn", { team: whoever });
row("auth.passkeys.askToConfirm", { own: everybody });

row("auth.provider.startLinking", { own: everybody }, undefined, dangerous);
row("auth.provider.unlink", { own: everybody }, undefined, dangerous);

async function passkeyId(cell: Cell) {
  return { passkeyId: (await passkey(cell)).passkeyId };
}
