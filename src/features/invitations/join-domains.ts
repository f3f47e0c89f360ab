import { assertConfirmed } from "@/features/auth";
import { joinDomainsOf, setJoinDomains } from "@/features/settings";
import type { Actor } from "@/kernel/actor";
import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { accessDomains } from "./policy";
import { tellInviters } from "./service";

/**
 * Says the people of which mail domains may join by themselves; none switches it off, and links that were mailed
 * already end. What they are already changes nothing.
 * @throws AppError FORBIDDEN unless owner, UNCONFIRMED
 */
export async function openToDomains(tx: Tx, actor: Actor, wanted: readonly string[]): Promise<void> {
  accessDomains(actor);
  await assertConfirmed(tx, actor);
  const before = await joinDomainsOf(tx);
  const domains = [...new Set(wanted)].sort();
  if (domains.join() === before.join()) return;
  await setJoinDomains(tx, domains);
  await audit(tx, actor, {
    action: "workspace.join_domains_set",
    subject: { kind: "workspace" },
    data: { before: before.length, after: domains.length },
  });
  await tellInviters(tx, actor);
}
