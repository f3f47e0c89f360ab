import { hashPassword, setPassword } from "@/features/auth";
import { codeOf } from "@/features/auth/confirm-by-mail";
import { everybody, nobody, whoever, whoeverNot } from "./actors";
import { newLink } from "./make";
import { type Cell, row } from "./table";

const password = "quiet harbour lantern";
/** Made once: hashing is slow. */
const hash = await hashPassword(password);

row("auth.keys", { own: everybody });
row("auth.confirm", { own: everybody, others: "I I I I I I I" }, async ({ tx, whose }) => {
  // Another's password is not one's own, even where it is known.
  await setPassword(tx, whose.id, hash);
  return { password };
});
// Nobody of the world has a password.
row("auth.mailConfirmCode", { own: everybody });
// What was mailed to somebody else shows nothing.
row("auth.confirmByMail", { own: everybody, others: "I I I I I I I" }, async ({ tx, whose }) => {
  const payload = { sessionId: whose.sessionId };
  const { linkId } = await newLink(tx, "confirm", { memberId: whose.id, payload });
  return { code: codeOf(linkId) };
});
row("auth.setPassword", { own: everybody }, () => ({ password: "a quiet new lantern" }), { dangerous: true });

row("auth.requestLink", { held: whoever, guessed: whoever }, ({ thing }) => ({
  address: thing === "held" ? "member@example.org" : "nobody@example.org",
}));
row("auth.requestReset", { held: whoever, guessed: whoever }, ({ thing }) => ({
  address: thing === "held" ? "member@example.org" : "nobody@example.org",
}));

/** A reset link of a bystander's for `held`, and one that nobody made for `guessed`. */
const reset = async ({ tx, thing, world }: Cell) =>
  thing === "guessed" ? "A".repeat(43) : (await newLink(tx, "reset", { memberId: world.people.bystander.id })).token;
row("auth.viewLink", { held: whoever }, async (cell) => ({ kind: "reset", token: await reset(cell) }));
row("auth.reset", { held: whoever, guessed: whoeverNot }, async (cell) => ({
  token: await reset(cell),
  password: "a quiet new lantern",
}));

row("sessions.list", { own: everybody, others: "0 0 0 0 0 0 0" }, () => undefined, {
  shows: ({ whose }) => whose.sessionId,
});
row("sessions.end", { own: everybody, others: nobody }, ({ whose }) => ({ sessionId: whose.sessionId }));
row("sessions.endOthers", { own: everybody });
