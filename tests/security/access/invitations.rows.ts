import { hashToken } from "@/features/auth/tokens";
import { invitationToken } from "@/features/invitations/tokens";
import { DAY, now } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { invitationChannels, invitations, workspace } from "@/platform/db/schema";
import { owners, runners, whoever, whoeverNot } from "./actors";
import { newLink } from "./make";
import { type Cell, row } from "./table";

// A host that can send mail: without it nobody joins by themselves. Nothing is sent, for nothing is committed.
process.env.SMTP_URL = "smtp://127.0.0.1:9";
process.env.MAIL_FROM = "notify@example.org";

/** An open invitation of the owner's into the channel in question. */
async function invited({ tx, at, world }: Cell): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = invitationToken(id);
  const about = { makerId: world.people.owner.id, role: "member" as const, maxUses: 1, uses: 0 };
  await tx
    .insert(invitations)
    .values({ id, tokenHash: hashToken(token), ...about, createdAt: now(), expiresAt: now() + DAY });
  await tx.insert(invitationChannels).values({ invitationId: id, channelId: at.channelId });
  return { id, token };
}

const openDomain = async ({ tx }: Cell) => void (await tx.update(workspace).set({ joinDomains: ["example.org"] }));

row(
  "invitations.list",
  { public: runners, private: " 0 0     F      F        F     F            F" },
  async (cell) => {
    await invited(cell);
    return {};
  },
  { shows: ({ at }) => at.channelId },
);
row("invitations.make", { public: runners, private: " N N     F      F        F     F            F" }, ({ at }) => ({
  role: "guest",
  channelIds: [at.channelId],
  to: [{ id: newId() }],
}));
row(
  "invitations.revoke",
  { team: runners, guessed: " N N     F      F        F     F            F" },
  async (cell) => ({ id: cell.thing === "guessed" ? newId() : (await invited(cell)).id }),
);
row("invitations.domains", { team: runners });
row("invitations.setDomains", { team: owners }, () => ({ domains: ["example.org"] }), { dangerous: true });

const person = () => ({
  ...{ memberId: newId(), name: "New", password: "quiet harbour lantern" },
  ...{ zone: "Europe/Lisbon", locale: "en" },
});
const address = () => `${newId()}@example.org`;
const tokenFor = async (cell: Cell) => (cell.thing === "guessed" ? "A".repeat(43) : (await invited(cell)).token);

row("join.look", { held: whoever }, async (cell) => ({ token: await tokenFor(cell) }));
row("join.accept", { held: whoever, guessed: whoeverNot }, async (cell) => ({
  ...{ ...person(), address: address() },
  token: await tokenFor(cell),
}));
row("join.self", { team: whoever });
// Where no domain may, asking is refused whoever asks.
row("join.ask", { held: whoever, team: "F F F F F F F F F" }, async (cell) => {
  if (cell.thing === "held") await openDomain(cell);
  return { address: address(), locale: "en" };
});

async function mailedToken(cell: Cell): Promise<string> {
  await openDomain(cell);
  if (cell.thing === "guessed") return "A".repeat(43);
  return (await newLink(cell.tx, "self-join", { payload: { address: address(), locale: "en" } })).token;
}
row("join.lookSelf", { held: whoever }, async (cell) => ({ token: await mailedToken(cell) }));
row("join.acceptSelf", { held: whoever, guessed: whoeverNot }, async (cell) => ({
  ...person(),
  token: await mailedToken(cell),
}));
