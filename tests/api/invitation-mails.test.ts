import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { addresses, invitations, mails, members } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { invite, signedIn, typed } from "../support/people";
import { expectRefused, nobody, person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
const mail = useMail();

const team = async () => {
  const { olga } = await scene(clock, { members: ["olga"] });
  return { olga, as: { api: olga } };
};
/** The token of the link in the mail that somebody got last. */
const tokenIn = (address: string): string => {
  const { mail: letter } = mail.sink().received.findLast(({ to }) => to.includes(address))!;
  return /\/join\/(\S+)/.exec(letter.text ?? "")![1]!;
};
const provenAt = async (memberId: string) => {
  const [row] = await reader().select().from(addresses).where(eq(addresses.memberId, memberId));
  return row!.provenAt;
};
const ana = "ana@elsewhere.example";

describe("an invitation by mail", () => {
  test("comes from the team, names who invites, and its link opens the page to join", async () => {
    const { olga, as } = await team();
    await invite(as, { to: [{ id: newId(), address: ana }] });
    await settle();
    const [got] = mail.sink().received;
    expect(got!.to).toEqual([ana]);
    expect(got!.mail.from).toMatchObject({ name: "Northwind" });
    expect(got!.mail.subject).toBe("Invitation to Northwind");
    expect(got!.mail.text).toContain("olga invites you to Northwind.");
    expect(got!.mail.html).toContain(tokenIn(ana));
    const open = { state: "open", team: "Northwind", by: "olga", address: ana };
    for (let looks = 0; looks < 2; looks++) expect(await nobody().join.look({ token: tokenIn(ana) })).toEqual(open);
    expect((await olga.invitations.list({})).items).toMatchObject([{ address: ana, uses: 0, maxUses: 1 }]);
  });

  test("speaks the language of who invites", async () => {
    const { olga, as } = await team();
    await transaction(
      async (tx) => void (await tx.update(members).set({ locale: "de" }).where(eq(members.id, olga.id))),
    );
    await invite(as, { to: [{ id: newId(), address: ana }] });
    await settle();
    expect(mail.sink().received[0]!.mail.text).toContain("olga lädt dich zu Northwind ein.");
  });

  test("goes to each of several addresses with a link of its own, and to all or none", async () => {
    const { olga } = await team();
    const to = ["ana", "bo", "cy"].map((name) => ({ id: newId(), address: `${name}@elsewhere.example` }));
    const call = { to };
    const made = await olga.invitations.make(call);
    await expect(olga.invitations.make(call)).resolves.toEqual(made);
    await settle();
    expect(
      mail
        .sink()
        .received.map((one) => one.to[0])
        .sort(),
    ).toEqual(to.map(({ address }) => address));
    expect(new Set(made.map(({ token }) => token)).size).toBe(3);
    // Each mail holds the link of whom it went to.
    expect(to.map(({ address }) => tokenIn(address).split(".")[0])).toEqual(made.map(({ token }) => token));

    const [bo, known] = [
      { id: newId(), address: "dee@elsewhere.example" },
      { id: newId(), address: "OLGA@example.org" },
    ];
    await expectRefused({ code: "CONFLICT", cause: { data: { field: "to.1.address" } } }, [
      () => olga.invitations.make({ to: [bo, known] }),
    ]);
    const field = (name: string) => ({ code: "BAD_REQUEST", cause: { data: { field: name } } });
    await expectRefused(field("to.1.address"), [
      () => olga.invitations.make({ to: [bo, { id: newId(), address: "DEE@elsewhere.example" }] }),
    ]);
    await expectRefused(field("to.0.address"), [() => olga.invitations.make({ to: [{ id: newId(), address: "no" }] })]);
    await expectRefused(field("uses"), [() => olga.invitations.make({ to: [bo], uses: 5 })]);
    const many = Array.from({ length: 51 }, (_, n) => ({ id: newId(), address: `p${n}@elsewhere.example` }));
    await expectRefused(field("to"), [() => olga.invitations.make({ to: many })]);
    await expect(olga.invitations.make({ to: many.slice(1) })).resolves.toHaveLength(50);
    expect(await reader().$count(invitations)).toBe(53);
  });

  test("hostile case 11, an address counts as proven only for who came by the mail to it", async () => {
    const { olga, as } = await team();
    const join = async (token: string, address: string) => {
      const input = typed("Ana", { address });
      await nobody().join.accept({ ...input, token });
      return provenAt(input.memberId);
    };
    const mailed = async (address: string) => {
      const made = await invite(as, { to: [{ id: newId(), address }] });
      await settle();
      return made;
    };
    await mailed(ana);
    expect(await join(tokenIn(ana), ana.toUpperCase())).toBe(clock.now());
    // Another address than the one that the mail went to.
    await mailed("bo@elsewhere.example");
    expect(await join(tokenIn("bo@elsewhere.example"), "someone@elsewhere.example")).toBeNull();
    // The link that owners and admins can copy: they never saw that mail.
    const copied = await mailed("cy@elsewhere.example");
    expect((await olga.invitations.list({})).items[0]!.token).toBe(copied.token);
    expect(await join(copied.token, "cy@elsewhere.example")).toBeNull();
    const forged = await mailed("dee@elsewhere.example");
    expect(await join(`${forged.token}.${"A".repeat(43)}`, "dee@elsewhere.example")).toBeNull();
    // A plain link.
    expect(await join((await invite(as)).token, "eve@elsewhere.example")).toBeNull();
  });

  test("is followed by one that proves the address of who came by a plain link, and by none where it is proven", async () => {
    const { as } = await team();
    const { token } = await invite(as);
    const eve = typed("Eve", { address: "eve@elsewhere.example", locale: "de" });
    for (let calls = 0; calls < 2; calls++) await nobody().join.accept({ ...eve, token });
    await settle();
    const [got, ...others] = mail.sink().received;
    expect(others).toEqual([]);
    expect(got!.to).toEqual(["eve@elsewhere.example"]);
    const [, proof = ""] = /\/prove\/([\w-]{43})/.exec(got!.mail.text ?? "") ?? [];
    expect(await provenAt(eve.memberId)).toBeNull();
    await nobody().addresses.prove({ token: proof });
    expect(await provenAt(eve.memberId)).toBe(clock.now());
    // What the mail says is in their own mail page as a line, and its link is not.
    const { api } = await signedIn(eve.memberId);
    const { items } = await api.mails.list({});
    expect(items).toMatchObject([{ kind: "prove-address", state: "sent" }]);
    expect(JSON.stringify(await api.mails.get({ id: items[0]!.id }))).not.toContain(proof);

    await invite(as, { to: [{ id: newId(), address: ana }] });
    await settle();
    await nobody().join.accept({ ...typed("Ana", { address: ana }), token: tokenIn(ana) });
    await settle();
    expect(mail.sink().received.filter(({ to }) => to.includes(ana))).toHaveLength(1);
  });

  test("is not sent any more once it was withdrawn, and forgets whom it was for", async () => {
    const { olga, as } = await team();
    const { id } = await invite(as, { to: [{ id: newId(), address: ana }] });
    await invite(as, { to: [{ id: newId(), address: "bo@elsewhere.example" }] });
    await olga.invitations.revoke({ id });
    await settle();
    expect(mail.sink().received.map(({ to }) => to[0])).toEqual(["bo@elsewhere.example"]);
    const [row] = await reader().select().from(invitations).where(eq(invitations.id, id));
    expect(row!.address).toBeNull();
  });

  test("leaves neither its link nor its words in the database", async () => {
    const { as } = await team();
    await invite(as, { to: [{ id: newId(), address: ana }] });
    await settle();
    const [row] = await reader().select().from(mails).where(eq(mails.kind, "invitation"));
    expect(row).toMatchObject({ state: "sent", html: "", text: "", raw: "", subject: "Invitation to Northwind" });
  });
});

describe("a host without a mail server", () => {
  const { sink: _none } = useMail({ smtp: false });

  test("invites nobody by mail, says so by name, and still makes links", async () => {
    const { olga, as } = await team();
    await expectRefused({ code: "CONFLICT", message: expect.stringContaining("SMTP_URL") }, [
      () => olga.invitations.make({ to: [{ id: newId(), address: ana }] }),
    ]);
    expect(await olga.invitations.domains()).toEqual({ domains: [], mail: false });
    const { token } = await invite(as);
    const eve = typed("Eve");
    await nobody().join.accept({ ...eve, token });
    await settle();
    // Who cannot be mailed to proves nothing: a link on their own page would prove any address.
    expect((await (await signedIn(eve.memberId)).api.mails.list({})).items).toEqual([]);
    expect(await provenAt(eve.memberId)).toBeNull();
  });

  test("lets nobody join by themselves, whatever its owner set", async () => {
    const { olga } = await team();
    await olga.invitations.setDomains({ domains: ["elsewhere.example"] });
    expect(await nobody().join.self()).toEqual({ isOpen: false });
    await expectRefused({ code: "FORBIDDEN" }, [() => nobody().join.ask({ address: ana, locale: "en" })]);
    const adam = await person("adam", "admin", clock.now());
    expect(await adam.invitations.domains()).toEqual({ domains: ["elsewhere.example"], mail: false });
  });
});
