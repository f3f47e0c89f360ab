import { usualHours } from "@/features/settings/contract";
import { newId } from "@/kernel/ids";
import { workspace } from "@/platform/db/schema";
import { everybody, nobody, whoever, whoeverNot } from "./actors";
import { tokenOf } from "./make";
import { row } from "./table";

const person = () => ({
  ...{ memberId: newId(), name: "New", address: `${newId()}@example.org`, password: "quiet harbour lantern" },
  ...{ zone: "Europe/Lisbon", locale: "en" },
});
const founding = {
  held: whoever,
  guessed: whoeverNot,
  // A link that is open although the team is there.
  team: "C C C C C C C C C",
};
row("setUp.run", founding, async (cell) => {
  if (cell.thing !== "team") await cell.tx.delete(workspace);
  const channels = [{ name: "first", purpose: "" }];
  return { ...person(), token: await tokenOf(cell, "setup"), team: "Southwind", hours: usualHours, channels };
});
row("setUp.look", { held: whoever }, async (cell) => ({ token: await tokenOf(cell, "setup") }));

row("members.me", { team: everybody });
row("members.list", { own: everybody, others: "+ + + + + 0 +" }, () => ({}), { shows: ({ whose }) => whose.id });
row("settings.team", { team: whoever });
row("settings.mine", { team: everybody });
row("settings.answerZone", { team: everybody }, () => ({ zone: "Europe/Berlin", moved: false }));
row("settings.setThreadView", { team: everybody }, () => ({ view: "flat" }));
row("settings.setHours", { team: everybody }, () => ({ zone: "Europe/Berlin", hours: null }));

row("digests.mine", { team: everybody });
row("digests.set", { team: everybody }, () => ({ when: "off" }));
row("mails.list", { own: everybody, others: "0 0 0 0 0 0 0" }, () => ({}), { shows: ({ whose }) => whose.mailId });
row("mails.get", { own: everybody, others: nobody }, ({ whose }) => ({ id: whose.mailId }));
