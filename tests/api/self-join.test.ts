import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { DAY, MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { addresses, auditEntries, channelMembers, mails, members, oneTimeLinks, sessions } from "@/platform/db/schema";
import { forget } from "@/platform/once";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { typed } from "../support/people";
import { expectRefused, nobody, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const mail = useMail();
beforeEach(() => {
  for (const per of ["account", "client"]) forget(`self-join ${per} limits`);
});

/** A team that people of elsewhere.example may join by themselves. */
async function openTeam() {
  const set = await scene(clock, { members: ["olga"], outsiders: ["mia", "gil"], guests: ["gil"] });
  await set.olga.invitations.setDomains({ domains: ["Elsewhere.example"] });
  return { ...set, adam: await person("adam", "admin", clock.now()) };
}

const ana = "ana@elsewhere.example";
const ask = async (address = ana) => {
  await nobody().join.ask({ address, locale: "en" });
  await settle();
};
const tokenIn = (index = 0) => /\/join\/self\/(\S+)/.exec(mail.sink().received[index]!.mail.text ?? "")![1]!;
const someone = (token: string) => {
  const { address: _mailed, ...rest } = typed("Ana");
  return { ...rest, token };
};
const people = () => reader().$count(members);

describe("joining by oneself", () => {
  test("an address of an allowed domain gets a link, which makes a member of it with the address proven", async () => {
    const { channel } = await openTeam();
    await ask("Ana@ELSEWHERE.example");
    const [got] = mail.sink().received;
    expect(got!.to).toEqual(["Ana@elsewhere.example"]);
    const token = tokenIn();
    for (let looks = 0; looks < 2; looks++)
      expect(await nobody().join.lookSelf({ token })).toEqual({
        ...{ state: "open", team: "Northwind" },
        address: "Ana@elsewhere.example",
      });
    const input = someone(token);
    expect(await nobody().join.acceptSelf(input)).toEqual({ memberId: input.memberId });
    const [row] = await reader().select().from(addresses).where(eq(addresses.memberId, input.memberId));
    expect(row).toMatchObject({ address: "Ana@elsewhere.example", provenAt: clock.now(), isPrimary: true });
    const [member] = await reader().select().from(members).where(eq(members.id, input.memberId));
    expect(member!.role).toBe("member");
    const into = await reader().select().from(channelMembers).where(eq(channelMembers.memberId, input.memberId));
    expect(into.map(({ channelId }) => channelId)).toEqual([channel.id]);
  });

  test("hostile case 4, where it is switched off it is refused whichever procedure is called", async () => {
    const { olga } = await openTeam();
    await ask();
    const token = tokenIn();
    expect(await nobody().join.self()).toEqual({ isOpen: true });
    await olga.invitations.setDomains({ domains: [] });
    const before = await people();
    expect(await nobody().join.self()).toEqual({ isOpen: false });
    await expectRefused({ code: "FORBIDDEN" }, [() => nobody().join.ask({ address: ana, locale: "en" })]);
    expect(await nobody().join.lookSelf({ token })).toEqual({ state: "revoked", team: null, address: null });
    await expectRefused({ cause: { code: "GONE" } }, [() => nobody().join.acceptSelf(someone(token))]);
    await settle();
    expect(mail.sink().received).toHaveLength(1);
    expect(await people()).toBe(before);
    await olga.invitations.setDomains({ domains: ["elsewhere.example"] });
    await expect(nobody().join.acceptSelf(someone(token))).resolves.toBeDefined();
  });

  test("is off until an owner names a domain", async () => {
    await scene(clock, { members: ["olga"] });
    expect(await nobody().join.self()).toEqual({ isOpen: false });
    await expectRefused({ code: "FORBIDDEN" }, [() => nobody().join.ask({ address: ana, locale: "en" })]);
  });

  test("hostile case 35, asking with a look-alike of the domain sends nothing, and is answered the same", async () => {
    await openTeam();
    const domains = ["evil-elsewhere.example", "elsewhere.example.evil.org", "sub.elsewhere.example"];
    for (const domain of [...domains, "elsewhere.example.", "еlsewhere.example", "example.org"])
      await expect(nobody().join.ask({ address: `ana@${domain}`, locale: "en" })).resolves.toBeUndefined();
    await settle();
    expect(mail.sink().received).toEqual([]);
    await expect(nobody().join.ask({ address: ana, locale: "en" })).resolves.toBeUndefined();
    await settle();
    expect(mail.sink().received.map(({ to }) => to[0])).toEqual([ana]);
  });

  test("a member who asks is told by mail alone that they are one", async () => {
    const { olga } = await openTeam();
    await olga.invitations.setDomains({ domains: ["example.org"] });
    await expect(nobody().join.ask({ address: "OLGA@example.org", locale: "de" })).resolves.toBeUndefined();
    await settle();
    const [got] = mail.sink().received;
    expect(got!.mail.subject).toBe("Du bist schon bei Northwind");
    expect(got!.mail.text).not.toContain("/join/");
  });

  test("asking is limited per address and per client, as signing in is", async () => {
    await openTeam();
    for (let i = 0; i < 10; i++) await nobody().join.ask({ address: ana, locale: "en" });
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => nobody().join.ask({ address: ana, locale: "en" })]);
    for (let i = 0; i < 40; i++) await nobody().join.ask({ address: `p${i}@other.example`, locale: "en" });
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [
      () => nobody().join.ask({ address: "new@other.example", locale: "en" }),
    ]);
  });

  test("its link works once and for a day, and the same call twice is one member", async () => {
    await openTeam();
    await ask();
    await ask();
    const input = someone(tokenIn());
    const answers = await Promise.all(Array.from({ length: 4 }, () => nobody().join.acceptSelf(input)));
    expect(new Set(answers.map(({ memberId }) => memberId))).toEqual(new Set([input.memberId]));
    await expectRefused({ code: "CONFLICT" }, [
      () => nobody().join.acceptSelf({ ...input, name: "Eve" }),
      () => nobody().join.acceptSelf(someone(tokenIn(1))),
    ]);
    await expectRefused({ cause: { code: "GONE" } }, [() => nobody().join.acceptSelf(someone(tokenIn()))]);
    await expectRefused({ code: "NOT_FOUND" }, [() => nobody().join.acceptSelf(someone("A".repeat(43)))]);
    clock.advance(DAY);
    expect((await nobody().join.lookSelf({ token: tokenIn(1) })).state).toBe("expired");
  });

  test("its mail leaves no link in the database", async () => {
    await openTeam();
    await ask();
    const rows = [await reader().select().from(mails), await reader().select().from(oneTimeLinks)];
    expect(JSON.stringify(rows)).not.toContain(tokenIn());
  });

  test("the domains are set by owners alone, who confirm that it is them, and stand in the audit log", async () => {
    const { olga, adam, mia, gil } = await openTeam();
    await olga.invitations.setDomains({ domains: ["elsewhere.example", "ELSEWHERE.example"] });
    expect(await adam.invitations.domains()).toEqual({ domains: ["elsewhere.example"], mail: true });
    const domains = { domains: ["evil.example"] };
    await expectRefused({ code: "FORBIDDEN" }, [
      () => adam.invitations.setDomains(domains),
      () => mia.invitations.setDomains(domains),
      () => gil.invitations.setDomains(domains),
    ]);
    await expectRefused({ code: "BAD_REQUEST", cause: { data: { field: "domains.0" } } }, [
      () => olga.invitations.setDomains({ domains: ["org"] }),
    ]);
    const entries = () => reader().$count(auditEntries, eq(auditEntries.action, "workspace.join_domains_set"));
    expect(await entries()).toBe(1);
    await transaction(async (tx) => void (await tx.update(sessions).set({ confirmedAt: clock.now() - 20 * MINUTE })));
    await expectRefused({ cause: { code: "UNCONFIRMED" } }, [() => olga.invitations.setDomains(domains)]);
    expect((await olga.invitations.domains()).domains).toEqual(["elsewhere.example"]);
  });
});
