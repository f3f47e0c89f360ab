import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { assertConfirmed, hashPassword, setPassword } from "@/features/auth";
import { MINUTE } from "@/kernel/clock";
import { reader, transaction } from "@/platform/db";
import { mails, members, oneTimeLinks } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { signedIn } from "../support/people";
import { expectRefused, nobody, type Person, scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene();

/** A team of people who came by mail links alone, a while ago. */
async function team() {
  const set = await scene(clock, { members: ["ada", "bob"] });
  clock.advance(15 * MINUTE);
  return set;
}
const act = ({ actor }: Pick<Person, "actor">) => assertConfirmed(reader(), actor);
const wrong = { code: "BAD_REQUEST", cause: { data: { field: "code" } } };

describe("a code by mail", () => {
  const mail = useMail();

  /** The code in the newest mail to an address. */
  async function codeTo(address: string): Promise<string> {
    await settle();
    const text = mail.sink().received.findLast(({ to }) => to.includes(address))?.mail.text ?? "";
    return /code: (\d{4} \d{4})/.exec(text)?.[1] ?? `no code in: ${text}`;
  }

  test("shows that it is still them, in the session that asked, once", async () => {
    const { ada } = await team();
    expect(await ada.auth.keys()).toEqual({ password: false, totp: false, passkeys: false, mail: true });
    await ada.auth.mailConfirmCode();
    const code = await codeTo("ada@example.org");
    const other = await signedIn(ada.id);
    clock.advance(1);
    await expectRefused(wrong, [
      () => ada.auth.confirmByMail({ code: code === "0000 0000" ? "11111111" : "00000000" }),
      () => ada.auth.confirmByMail({ code: "" }),
      // Another browser of the same member's has not asked.
      () => other.api.auth.confirmByMail({ code }),
    ]);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada)]);
    await ada.auth.confirmByMail({ code });
    await act(ada);
    clock.advance(15 * MINUTE);
    await expectRefused(wrong, [() => ada.auth.confirmByMail({ code })]);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada)]);
  });

  test("of two that show it at once one is right; it is over after 15 minutes, and ends when another is asked for", async () => {
    const { ada } = await team();
    await ada.auth.mailConfirmCode();
    const first = await codeTo("ada@example.org");
    await ada.auth.mailConfirmCode();
    const second = await codeTo("ada@example.org");
    await expectRefused(wrong, [() => ada.auth.confirmByMail({ code: first })]);
    const both = await Promise.allSettled(Array.from({ length: 2 }, () => ada.auth.confirmByMail({ code: second })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await ada.auth.mailConfirmCode();
    const third = await codeTo("ada@example.org");
    clock.advance(15 * MINUTE);
    await expectRefused(wrong, [() => ada.auth.confirmByMail({ code: third })]);
  });

  test("is nobody else's, and in no row or mail page", async () => {
    const { ada, bob } = await team();
    await ada.auth.mailConfirmCode();
    const code = await codeTo("ada@example.org");
    await expectRefused(wrong, [() => bob.auth.confirmByMail({ code })]);
    await expectRefused({ code: "UNAUTHORIZED" }, [
      () => nobody().auth.confirmByMail({ code }),
      () => nobody().auth.mailConfirmCode(),
    ]);
    const [row] = await reader().select().from(mails);
    expect(row).toMatchObject({ kind: "confirm", state: "sent", html: "", text: "", raw: "", memberId: ada.id });
    expect(row!.subject).not.toMatch(/\d/);
    const kept = JSON.stringify([await reader().select().from(mails), await reader().select().from(oneTimeLinks)]);
    expect(kept).not.toContain(code.replace(" ", ""));
    await ada.auth.confirmByMail({ code: code.replace(" ", "") });
  });

  test("is mailed to who has nothing else to show, five times in a quarter of an hour, in their language", async () => {
    const { ada, bob } = await team();
    const hash = await hashPassword("quiet harbour lantern");
    await transaction((tx) => setPassword(tx, bob.id, hash));
    await expectRefused({ code: "CONFLICT" }, [() => bob.auth.mailConfirmCode()]);
    await transaction((tx) => tx.update(members).set({ locale: "de" }).where(eq(members.id, ada.id)));
    for (let i = 0; i < 5; i++) await ada.auth.mailConfirmCode();
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => ada.auth.mailConfirmCode()]);
    await settle();
    const { received } = mail.sink();
    // Those before were withdrawn before they left.
    expect(received).toHaveLength(1);
    expect(received[0]!.mail.text).toContain("Dein Code:");
  });

  test("hostile case 47, guessing at it ends after ten tries", async () => {
    const { ada } = await team();
    await ada.auth.mailConfirmCode();
    const code = await codeTo("ada@example.org");
    const guess = code === "0000 0000" ? "11111111" : "00000000";
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => ada.auth.confirmByMail({ code: guess })));
    const codes = tries.map((each) => (each.status === "rejected" ? each.reason.code : "in"));
    expect(codes.filter((each) => each === "BAD_REQUEST")).toHaveLength(10);
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => ada.auth.confirmByMail({ code })]);
    clock.advance(1);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada)]);
  });
});

describe("without a mail server", () => {
  useMail({ smtp: false });

  test("no code is made, and what is offered says so", async () => {
    const { ada } = await team();
    expect(await ada.auth.keys()).toEqual({ password: false, totp: false, passkeys: false, mail: false });
    await expect(ada.auth.mailConfirmCode()).rejects.toThrow("sends no mail");
    expect(await reader().select().from(mails)).toEqual([]);
  });
});
