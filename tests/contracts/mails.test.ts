import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { digestJob, digestPlanner, planDigests } from "@/features/digests";
import { fanOut, notifier } from "@/features/notifications";
import { MINUTE } from "@/kernel/clock";
import { reader } from "@/platform/db";
import { deliveries, mailedPosts, mails } from "@/platform/db/schema";
import { reclaim } from "@/platform/jobs/claim";
import { killAt } from "../support/child";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { joined, useMail } from "../support/mail";
import { scene, settle, useScene } from "../support/scene";

const database = useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");
const mail = useMail();

/** A digest for bob that is made and not yet sent. */
async function madeMail(): Promise<void> {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  await joined(bob);
  await start(ada, "A question", "For @bob.");
  await settle();
  clock.set("2026-11-20T09:00:00Z");
  await drain({ subscribers: [notifier, digestPlanner], jobKinds: [fanOut, planDigests, digestJob] });
}

const states = async () => (await reader().select({ state: mails.state }).from(mails)).map(({ state }) => state);

describe("a process that sends mail and is killed", () => {
  test.each([
    ["mails.before-smtp", 0],
    ["mails.after-smtp", 1],
  ] as const)("at %s loses nothing and sends nothing under another Message-ID", async (point, arrived) => {
    await madeMail();
    expect(await states()).toEqual(["pending"]);
    await killAt(point, "child-mailer", database.url(), [String(clock.now())]);
    expect(await states()).toEqual(["sending"]);
    expect(mail.sink().received).toHaveLength(arrived);

    clock.advance(2 * MINUTE);
    await reclaim();
    await settle();
    const { received } = mail.sink();
    expect(received).toHaveLength(arrived + 1);
    expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
    expect(await states()).toEqual(["sent"]);
    expect(await reader().$count(mailedPosts)).toBe(1);
    expect(await reader().$count(deliveries, eq(deliveries.state, "sending"))).toBe(0);
  });
});
