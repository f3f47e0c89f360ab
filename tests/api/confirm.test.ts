import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { assertConfirmed, hashPassword, setPassword } from "@/features/auth";
import { MINUTE } from "@/kernel/clock";
import { collectStatements, reader, transaction } from "@/platform/db";
import { sessions } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { signedIn } from "../support/people";
import { expectRefused, nobody, type Person, scene, useScene } from "../support/scene";

vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  return { ...argon2, verify: vi.fn(argon2.verify) };
});
useDatabase();
const clock = useScene();

const password = "quiet harbour lantern";
const give = async (...people: Person[]) => {
  const hash = await hashPassword(password);
  await transaction(async (tx) => {
    for (const { id } of people) await setPassword(tx, id, hash);
  });
};
/** What a dangerous act asks first. */
const act = ({ actor }: Pick<Person, "actor">) => assertConfirmed(reader(), actor);

describe("showing once more that it is oneself", () => {
  test("holds for a quarter of an hour, in this session alone", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await give(ada, bob);
    await act(ada);
    clock.advance(15 * MINUTE);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada), () => act(bob)]);
    const elsewhere = await signedIn(ada.id);
    clock.advance(15 * MINUTE);
    await ada.auth.confirm({ password });
    await ada.auth.confirm({ password });
    await act(ada);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(bob), () => act(elsewhere)]);
    clock.advance(15 * MINUTE);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada)]);
  });

  test("is asked of a session from before there was such a thing", async () => {
    const { ada } = await scene(clock, { members: ["ada"] });
    await give(ada);
    await transaction(async (tx) => {
      await tx.update(sessions).set({ confirmedAt: null }).where(eq(sessions.id, ada.actor.sessionId));
    });
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada)]);
    await ada.auth.confirm({ password });
    await act(ada);
  });

  test("takes one's own password and nothing else, and names the field", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await give(ada);
    clock.advance(15 * MINUTE);
    const wrong = { code: "BAD_REQUEST", cause: { data: { field: "password" } } };
    await expectRefused(wrong, [
      () => ada.auth.confirm({ password: "not this one" }),
      () => ada.auth.confirm({ password: "" }),
      () => ada.auth.confirm({ password: { $ne: 1 } as never }),
      // Bob has none: nothing is his password.
      () => bob.auth.confirm({ password }),
    ]);
    await expectRefused({ code: "UNAUTHORIZED" }, [() => nobody().auth.confirm({ password })]);
    await expectRefused({ code: "UNCONFIRMED" }, [() => act(ada), () => act(bob)]);
    await ada.auth.confirm({ password });
    await act(ada);
    expect(await ada.auth.keys()).toEqual({ password: true, totp: false, passkeys: false, mail: false });
    expect(await bob.auth.keys()).toEqual({ password: false, totp: false, passkeys: false, mail: false });
  });

  test("takes the same work whether there is a password or not", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await give(ada);
    const work = async (person: Person) => {
      vi.mocked(verify).mockClear();
      const { statements } = await collectStatements(() =>
        person.auth.confirm({ password: "not this one" }).catch(() => undefined),
      );
      return { statements: statements.length, verified: vi.mocked(verify).mock.calls.length };
    };
    expect(await work(ada)).toEqual({ statements: 4, verified: 1 });
    expect(await work(bob)).toEqual({ statements: 4, verified: 1 });
  });

  test("hostile case 47, guessing at it ends after ten tries, for that member alone", async () => {
    const { ada, bob } = await scene(clock, { members: ["ada", "bob"] });
    await give(ada, bob);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => ada.auth.confirm({ password: "not this one" })),
    );
    const codes = tries.map((each) => (each.status === "rejected" ? each.reason.code : "in"));
    expect(codes.filter((code) => code === "BAD_REQUEST")).toHaveLength(10);
    expect(codes.filter((code) => code === "TOO_MANY_REQUESTS")).toHaveLength(10);
    await expectRefused({ code: "TOO_MANY_REQUESTS" }, [() => ada.auth.confirm({ password })]);
    await bob.auth.confirm({ password });
  });
});
