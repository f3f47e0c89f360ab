import { expect, test } from "vitest";
import { makeResetLink } from "@/features/auth";
import { reader, transaction } from "@/platform/db";
import { jobs } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { useMail } from "../support/mail";
import { expectRefused, nobody, scene, useScene } from "../support/scene";

useDatabase();
const clock = useScene();
useMail({ smtp: false });

test("without a mail server asking for a link says so, and a link that is handed over works", async () => {
  const { bob } = await scene(clock, { members: ["ada", "bob"] });
  const before = await reader().$count(jobs);
  await expectRefused({ code: "SERVICE_UNAVAILABLE" }, [
    () => nobody().auth.requestLink({ address: "bob@example.org" }),
    () => nobody().auth.requestReset({ address: "nobody@example.org" }),
  ]);
  expect(await reader().$count(jobs)).toBe(before);
  const { token } = await transaction((tx) => makeResetLink(tx, bob.id, null));
  const password = "a quiet new lantern";
  expect(await nobody().auth.reset({ token, password })).toEqual({ address: "bob@example.org" });
});
