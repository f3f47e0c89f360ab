import { eq } from "drizzle-orm";
import { now } from "@/kernel/clock";
import { members } from "@/platform/db/schema";
import { everybody, owners, runners } from "./actors";
import { type Cell, row } from "./table";

const dangerous = { dangerous: true };
const about = ({ whose }: Cell) => ({ memberId: whose.id });
const heir = ({ whose }: Cell) => ({ heirId: whose.id });

row("admin.members", { team: runners }, () => ({}));
row("admin.holdings", { team: runners }, about);
row("admin.abandoned", { team: runners });
row("admin.adopt", { team: runners }, heir, dangerous);
// Nobody gives themselves a role; an owner has it.
row(
  "admin.changeRole",
  { team: runners, own: owners },
  (cell) => ({ ...about(cell), role: cell.thing === "own" ? "owner" : "guest" }),
  dangerous,
);
row("admin.deactivate", { team: runners }, (cell) => ({ ...about(cell), heirId: null }), dangerous);
row("admin.reactivate", { team: runners }, about, dangerous);
row("admin.signOut", { team: runners }, about, dangerous);
row("admin.resetLink", { team: runners }, about, dangerous);
row(
  "admin.erase",
  { team: owners },
  async (cell) => {
    await cell.tx.update(members).set({ deactivatedAt: now() }).where(eq(members.id, cell.whose.id));
    return { ...about(cell), handle: "bystander", posts: "keep" };
  },
  dangerous,
);

row("audit.list", { team: owners }, () => ({}));
row("audit.actions", { team: owners });

row("leave.holdings", { team: everybody });
// The world's one owner cannot go.
row("leave.run", { own: "C + + + + + +" }, () => ({ heirId: null }), dangerous);
