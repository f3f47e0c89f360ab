import { expect, test } from "vitest";
import { accessAudit, exportAudit } from "@/features/audit";
import { newId } from "@/kernel/ids";
import { collectStatements, reader, transaction } from "@/platform/db";
import { auditEntries } from "@/platform/db/schema";
import { withScope } from "@/platform/request";
import { useDatabase } from "../support/database";
import { planOf, sortsIn } from "../support/plan";
import { expectRefused, person, scene, useScene } from "../support/scene";

const database = useDatabase();
const clock = useScene();

async function team() {
  const set = await scene(clock, { members: ["ada", "bob"], outsiders: ["cai"] });
  return { ...set, ivo: await person("ivo", "admin", clock.now()) };
}

function from<T>(address: string, run: () => Promise<T>): Promise<T> {
  return withScope({ requestId: newId(), actor: null, client: { address, device: "" } }, run);
}

test("owners read who did what to whom, when and from where; nobody else does", async () => {
  const { ada, bob, cai, ivo } = await team();
  await from("203.0.113.7", () => ivo.admin.changeRole({ memberId: bob.id, role: "guest" }));
  clock.advance(1_000);
  await ada.admin.deactivate({ memberId: cai.id, heirId: null });
  const { items } = await ada.audit.list({});
  expect(items).toMatchObject([
    { action: "member.deactivated", actor: { name: "ada" }, subject: { member: { name: "cai" } } },
    {
      ...{
        action: "member.role_changed",
        actor: { name: "ivo" },
        subject: { kind: "member", member: { name: "bob" } },
      },
      ...{ data: { from: "member", to: "guest" }, from: "203.0.113.7", at: clock.now() - 1_000 },
    },
  ]);
  expect(await ada.audit.actions()).toEqual(["member.deactivated", "member.role_changed"]);
  await expectRefused({ code: "FORBIDDEN" }, [
    () => ivo.audit.list({}),
    () => ivo.audit.actions(),
    () => bob.audit.list({}),
  ]);
  expect(() => accessAudit(ivo.actor)).toThrow("Only owners read the audit log.");
  expect(accessAudit(ada.actor)).toBe(ada.actor);
});

test("the log is filtered by person and action, and pages visit every line once", async () => {
  const { ada, bob, cai, ivo } = await team();
  for (const memberId of [bob.id, cai.id])
    for (const role of ["guest", "member"] as const) await ivo.admin.changeRole({ memberId, role });
  await ada.admin.signOut({ memberId: bob.id });
  const seen: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof ada.audit.list>> = await ada.audit.list({ limit: 2, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (!cursor) break;
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
  expect((await ada.audit.list({ memberId: bob.id })).items).toHaveLength(3);
  expect((await ada.audit.list({ memberId: ivo.id, action: "member.role_changed" })).items).toHaveLength(4);
  expect((await ada.audit.list({ action: "member.signed_out" })).items).toHaveLength(1);
  await expect(ada.audit.list({ action: "x" })).rejects.toThrow(/^action: /);
  await expect(ada.audit.list({ cursor: "x" })).rejects.toThrow("cursor");
});

test("the export holds every line, with names as they are now and nothing that a spreadsheet would run", async () => {
  const { ada, bob } = await team();
  const evil = await person("=HYPERLINK(1)", "member", clock.now());
  const at = clock.now();
  await transaction((tx) =>
    tx.insert(auditEntries).values(
      Array.from({ length: 230 }, (_, n) => ({
        ...{ id: newId(), at: at - n, actorId: n % 2 ? evil.id : null, action: "member.signed_out" },
        ...{ subjectKind: "member", subjectId: bob.id, data: { n }, fromAddress: "203.0.113.7" },
      })),
    ),
  );
  const text = async (form: "csv" | "jsonl") => {
    let all = "";
    for await (const part of exportAudit(reader(), accessAudit(ada.actor), form)) all += part;
    return all;
  };
  const csv = (await text("csv")).trimEnd().split("\r\n");
  expect(csv).toHaveLength(231);
  expect(csv[1]).toContain('"host","member.signed_out","member"');
  expect(csv[2]).toContain(`"'=HYPERLINK(1) (@`);
  const lines = (await text("jsonl")).trimEnd().split("\n");
  expect(lines).toHaveLength(230);
  expect(JSON.parse(lines[1]!)).toMatchObject({ actor: { name: "=HYPERLINK(1)" }, data: { n: 1 } });
});

test("the log is read along its index, without sorting", async () => {
  const { ada } = await team();
  const { statements } = await collectStatements(() => ada.audit.list({}));
  const plan = await planOf(database.url(), statements[0]!);
  expect(sortsIn(plan)).toEqual([]);
});
