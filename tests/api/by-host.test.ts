import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { resetLinkByHost } from "@/features/auth";
import { makeOwnerByHost } from "@/features/members";
import { reader, transaction } from "@/platform/db";
import { auditEntries, events, members } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { nobody, type Person, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

const link = (address: string) => transaction((tx) => resetLinkByHost(tx, address));
const promote = (address: string) => transaction((tx) => makeOwnerByHost(tx, address));
const deactivate = ({ id }: Person) =>
  transaction(async (tx) => void (await tx.update(members).set({ deactivatedAt: 1 }).where(eq(members.id, id))));
const audited = async () =>
  (await reader().select().from(auditEntries)).map(({ action, actorId, subjectId }) => ({
    action,
    actorId,
    subjectId,
  }));

test("the host hands a link to a new password over, to active members alone; a newer one ends it", async () => {
  const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
  await deactivate(ada);
  for (const address of ["ada@example.org", "nobody@example.org", "", "constructor"])
    expect(await link(address)).toBeNull();
  expect(await audited()).toEqual([]);
  const first = await link(" BOB@example.org");
  const second = await link("bob@example.org");
  const password = "a quiet new lantern";
  await expect(nobody().auth.reset({ token: first?.token ?? "", password })).rejects.toThrow("was withdrawn");
  expect(await nobody().auth.reset({ token: second?.token ?? "", password })).toEqual({ address: "bob@example.org" });
  const made = { action: "member.reset_link_made", actorId: null, subjectId: bob.id };
  expect(await audited()).toEqual([made, made]);
});

test("the host makes an active member an owner, which stands in the audit log once and is told to open pages", async () => {
  const { bob, cleo } = await scene(clock, { members: ["ada", "bob", "cleo"] });
  await deactivate(cleo);
  expect(await promote("cleo@example.org")).toBe("unknown");
  expect(await promote("nobody@example.org")).toBe("unknown");
  expect(await promote("bob@example.org")).toBe("done");
  expect(await promote("bob@example.org")).toBe("already");
  const [row] = await reader().select({ role: members.role }).from(members).where(eq(members.id, bob.id));
  expect(row).toEqual({ role: "owner" });
  expect(await audited()).toEqual([{ action: "member.role_changed", actorId: null, subjectId: bob.id }]);
  const told = await reader()
    .select({ kind: events.kind, payload: events.payload, actorId: events.actorId })
    .from(events)
    .where(inArray(events.kind, ["member.role_changed", "member.access_changed"]));
  expect(told).toEqual([
    { kind: "member.role_changed", payload: { memberId: bob.id, role: "owner" }, actorId: null },
    { kind: "member.access_changed", payload: { memberIds: [bob.id] }, actorId: null },
  ]);
});
