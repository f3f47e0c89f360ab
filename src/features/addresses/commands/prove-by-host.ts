import { audit } from "@/platform/audit";
import type { Tx } from "@/platform/db";
import { withdrawProofs } from "../proof-links";
import { activeMember, setProven } from "../proven";
import { rowOf } from "../rows";

/** Whose address the host has proven, or why not. */
export type ProvenByHost = { outcome: "proven" | "already"; name: string; handle: string } | { outcome: "unknown" };

/** Proves an address as whoever runs the server: where no mail goes out, they know their people otherwise. */
export async function proveByHost(tx: Tx, address: string): Promise<ProvenByHost> {
  const row = await rowOf(tx, address);
  const member = row && (await activeMember(tx, row.memberId));
  if (!row || !member) return { outcome: "unknown" };
  const { name, handle } = member;
  if (row.provenAt !== null) return { outcome: "already", name, handle };
  await setProven(tx, member.id, row.address);
  await withdrawProofs(tx, member.id, row.address);
  await audit(tx, null, { action: "address.proven", subject: { kind: "member", id: member.id } });
  return { outcome: "proven", name, handle };
}
