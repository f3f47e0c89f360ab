import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { engine, reader, transaction } from "@/platform/db";
import { listenToOthers } from "@/platform/db/connection";
import { notifyOthers } from "@/platform/db/dialect/notify";
import { jobs } from "@/platform/db/schema/platform";
import { emit, eventsAfter } from "@/platform/events";
import { killAt, startChild } from "../support/child";
import { useDatabase } from "../support/database";
import { drain } from "../support/drain";
import { emitNumbers, onceEach, poison, probe, seqs, traces, upTo } from "./probe";

const database = useDatabase();
const withProbe = { subscribers: [probe], jobKinds: [] };

/** Ends every connection that listens, as a restart of the server would. */
async function endListeners(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
  await client.end();
}

describe("crashes", () => {
  const points = [
    "relay.sequenced",
    "relay.sequence-committed",
    "relay.handled",
    "relay.cursor-moved",
    "relay.delivered",
    "relay.settled",
  ];
  test.each(points)("a relay killed at %s is repeated from there and nothing is skipped", async (point) => {
    await emitNumbers(1, 5);
    await killAt(point, "child-relay", database.url());
    await emitNumbers(6, 8);
    await drain(withProbe);
    expect(await traces("handled:")).toEqual(onceEach(8));
    expect(await traces("jump:")).toEqual({});
    expect(seqs(await eventsAfter(reader(), 0, 100))).toEqual(upTo(8));
  });

  test("a relay killed at relay.parked parks the event again, once", async () => {
    await emitNumbers(1, 1);
    await transaction((tx) => emit(tx, poison({ n: 2 }), null));
    await emitNumbers(3, 3);
    await killAt("relay.parked", "child-relay", database.url());
    expect(await reader().select().from(jobs)).toEqual([]);
    await drain({ ...withProbe, tolerant: true });
    expect(await reader().select().from(jobs)).toHaveLength(1);
    expect(await traces("handled:")).toEqual({ 1: 1, 3: 1 });
  });
});

if (engine === "postgres")
  describe("several processes", () => {
    test("of two relays one leads at a time: every effect once and in order, and both tell their browsers", async () => {
      const both = [startChild("child-relay", database.url()), startChild("child-relay", database.url())];
      for (const child of both) await child.line("ready");
      await Promise.all(upTo(24).map((n) => emitNumbers(5 * n - 4, 5 * n)));
      for (const child of both) child.tell("stop");
      for (const child of both) {
        await child.line("stopped");
        const told = child.all("events").flatMap((line) => line.split(" ").map(Number));
        expect(told).toEqual(upTo(120));
      }
      expect(Object.values(await traces("handled:"))).toEqual(Array(120).fill(1));
      expect(await traces("jump:")).toEqual({});
    });

    test("a relay goes on when the one that led was killed in the middle", async () => {
      await emitNumbers(1, 5);
      const leader = startChild("child-relay", database.url(), { crashpoint: "relay.handled" });
      await leader.line("crashpoint");
      // The lead is held by a process that stands still: the second one waits for it.
      const other = startChild("child-relay", database.url());
      await pause(200);
      await leader.kill();
      await other.line("drained");
      expect(await traces("handled:")).toEqual(onceEach(5));
    });

    test("notices of other processes are heard at commit, also after the connection broke", async () => {
      let heard = 0;
      const unlisten = await listenToOthers("test_channel", () => heard++);
      const untilHeard = async (before: number) => {
        // Repeated, since a notice sent while the connection is down is lost.
        for (; heard === before; await pause(50)) await transaction((tx) => notifyOthers(tx, "test_channel"));
      };
      await untilHeard(0);
      await endListeners();
      await untilHeard(heard);
      expect(heard).toBeGreaterThan(1);
      await unlisten();
    });
  });
