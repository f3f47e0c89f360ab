import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { wakeEntries } from "@/features/inbox";
import { DAY, MINUTE } from "@/kernel/clock";
import { reader } from "@/platform/db";
import { events } from "@/platform/db/schema";
import { reclaim } from "@/platform/jobs/claim";
import { killAt, startChild } from "../support/child";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { scene, settle, useScene } from "../support/scene";

const database = useDatabase();
const clock = useScene();

/** Three entries of bob's that slept until an hour ago. */
async function due() {
  clock.set(Date.now() - 7 * DAY);
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  const entries: { threadId: string; upTo: number }[] = [];
  for (const title of ["One", "Two", "Three"])
    entries.push({ threadId: (await start(ada, title, "For @bob.")).id, upTo: 1 });
  await settle();
  await bob.inbox.triage({ act: { to: "snoozed", until: "tomorrow" }, entries });
  return bob;
}
const told = () => reader().select({ id: events.id }).from(events).where(eq(events.kind, "inbox.many_changed"));

test.each(["jobs.claiming", "jobs.claimed", "jobs.finishing", "jobs.finished"])(
  "a process killed at %s wakes what slept exactly once",
  async (point) => {
    const bob = await due();
    await killAt(point, "child-wake", database.url());
    clock.set(Date.now() + 10 * MINUTE);
    await reclaim();
    await drain({ subscribers: [], jobKinds: [wakeEntries] });
    expect((await bob.inbox.list({})).items).toHaveLength(3);
    // The snoozing told once, the waking too.
    expect(await told()).toHaveLength(2);
  },
);

test("two machines at the same slot wake it once", async () => {
  const bob = await due();
  const machines = [startChild("child-wake", database.url()), startChild("child-wake", database.url())];
  await Promise.all(machines.map((machine) => machine.ended()));
  clock.set(Date.now());
  expect((await bob.inbox.list({})).items).toHaveLength(3);
  expect(await told()).toHaveLength(2);
});
