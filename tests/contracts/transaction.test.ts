import { readFile } from "node:fs/promises";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { engine, isUniqueViolation, reader, type Tx, transaction } from "@/platform/db";
import { relayCursors } from "@/platform/db/schema/platform";
import { reasonOf } from "@/platform/reason";
import { killAt, startChild } from "../support/child";
import { useDatabase } from "../support/database";
import { amountOf, begin, increment, names, put, write } from "./counter";

const database = useDatabase();
/** Why a promise was rejected, with all causes: drizzle wraps what happens below it. */
const reason = (promise: Promise<unknown>): Promise<string> => promise.then(() => "it was not rejected", reasonOf);
const crowd = (size: number, one: (n: number) => Promise<void>) =>
  Promise.all(Array.from({ length: size }, (_, n) => one(n)));

describe("the ten conditions", () => {
  test("1: the write handle exists only as tx; a write through the reader fails at once", async () => {
    const smuggled = reader() as Tx;
    await expect(put(smuggled, "a", 1)).rejects.toThrow();
    expect(await names()).toEqual([]);
    await transaction((tx) => put(tx, "a", 1));
    expect(await names()).toEqual(["a"]);
  });

  test("2: a transaction commits, or a failed callback leaves no trace", async () => {
    const failed = transaction(async (tx) => {
      await put(tx, "a", 1);
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    expect(await names()).toEqual([]);
    await transaction((tx) => put(tx, "b", 1));
    expect(await names()).toEqual(["b"]);
  });

  test("3: a nested transaction throws; a savepoint is explicit and undoes its own part alone", async () => {
    await expect(transaction(() => transaction((tx) => put(tx, "inner", 1)))).rejects.toThrow("inside a transaction");
    await transaction(async (tx) => {
      await put(tx, "before", 1);
      const part = tx.savepoint(async () => {
        await put(tx, "part", 1);
        throw new Error("this part only");
      });
      await expect(part).rejects.toThrow("this part only");
      await tx.savepoint(() => put(tx, "kept", 1));
    });
    expect(await names()).toEqual(["before", "kept"]);
  });

  const waits: [string, () => Promise<unknown>][] = [
    ["a timer", () => pause(1)],
    ["a turn of the loop", () => nextTurn()],
    ["a file", () => readFile("package.json")],
    ["a tick", () => new Promise((resolve) => process.nextTick(resolve))],
  ];
  // PostgreSQL has many writers: there a callback that waits holds up nobody else, and nothing can tell it apart.
  const onSqlite = engine === "sqlite" ? waits : [];
  test.each(onSqlite)("4: a callback that waits for %s fails by name", async (_, wait) => {
    // From each phase of the loop: none may hide the wait.
    for (const phase of waits) {
      await phase[1]();
      const waiting = transaction(async (tx) => {
        await put(tx, "a", 1);
        await wait();
      });
      await expect(waiting).rejects.toThrow("waited for something other than the database");
    }
    expect(await names()).toEqual([]);
    await transaction(async (tx) => {
      await Promise.all([put(tx, "a", 1), put(tx, "b", 1)]);
      await null;
    });
    expect(await names()).toEqual(["a", "b"]);
  });

  test("5: tx dies at the end: a forgotten promise cannot write later", async () => {
    let forgotten: Promise<string> | undefined;
    await transaction(async (tx) => {
      await put(tx, "in time", 1);
      forgotten = reason(nextTurn().then(() => put(tx, "too late", 1)));
    });
    expect(await forgotten).toContain("has ended");
    const undone = transaction(async (tx) => {
      forgotten = reason(nextTurn().then(() => put(tx, "after a roll back", 1)));
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await forgotten).toContain("has ended");
    expect(await names()).toEqual(["in time"]);
  });

  test("6: 50 concurrent read-modify-writes end at 50", async () => {
    await begin("counter");
    await crowd(50, () => transaction({ lock: "counter" }, (tx) => increment(tx, "counter")));
    expect(await amountOf(reader(), "counter")).toBe(50);
  });

  test("7: inside a transaction one reads through tx; a read beside it throws", async () => {
    await transaction(async (tx) => {
      await put(tx, "mine", 1);
      expect(await amountOf(tx, "mine")).toBe(1);
    });
    expect(await reason(transaction(() => names()))).toContain("read through `tx`");
    expect(await names()).toEqual(["mine"]);
  });

  test("8: waiting for another process's lock never blocks the event loop", async () => {
    await begin("counter");
    const holder = startChild("child-holder", database.url());
    await holder.line("held");
    let over = false;
    const waiting = transaction((tx) => increment(tx, "counter")).finally(() => {
      over = true;
    });
    // The lock is let go only when this process has gone on turning: a blocked loop would never say so.
    for (let turns = 0; turns < 50; turns++) await pause(1);
    expect(over).toBe(false);
    holder.tell("let go");
    await waiting;
    await holder.ended();
    expect(await amountOf(reader(), "counter")).toBe(101);
  });

  test("9: long work in batches lets the event loop turn between them", async () => {
    let turns = 0;
    let done = false;
    const count = async () => {
      for (; !done; turns++) await nextTurn();
    };
    const counting = count();
    for (let batch = 0; batch < 40; batch++)
      await transaction(async (tx) => {
        await put(tx, `batch ${batch}`, 1);
        for (const since = performance.now(); performance.now() - since < 3; );
      });
    done = true;
    await counting;
    // 120 ms of work, 10 ms a turn and up to 3 beyond.
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  test("10: no database error is caught inside a transaction and worked on from there", async () => {
    await begin("taken");
    const goesOn = transaction(async (tx) => {
      await put(tx, "taken", 1).catch(() => undefined);
      await put(tx, "next", 1);
    });
    expect(await reason(goesOn)).toContain("no statement may follow a database error");
    const swallows = transaction(async (tx) => {
      await put(tx, "before", 1);
      await put(tx, "taken", 1).catch(() => undefined);
    });
    await expect(swallows).rejects.toSatisfy(isUniqueViolation);
    expect(await names()).toEqual(["taken"]);

    await transaction(async (tx) => {
      await tx.insert(relayCursors).values({ subscriber: "taken", seq: 9 }).onConflictDoNothing();
      await expect(tx.savepoint(() => put(tx, "taken", 1))).rejects.toSatisfy(isUniqueViolation);
      await put(tx, "next", 1);
    });
    expect(await names()).toEqual(["next", "taken"]);
  });
});

describe("beyond the ten", () => {
  test("two rules that each read what the other writes cannot both be right: one runs again", async () => {
    await begin("ada", 1);
    await begin("bob", 1);
    let tries = 0;
    let met = 0;
    // "At least one stays on duty": each sees two and leaves, unless the two are put in order.
    const leave = (who: string) =>
      transaction(async (tx) => {
        tries++;
        const onDuty = ((await amountOf(tx, "ada")) ?? 0) + ((await amountOf(tx, "bob")) ?? 0);
        if (engine === "postgres") for (met++; met < 2; ) await nextTurn();
        if (onDuty > 1) await write(tx, who, 0);
      });
    await Promise.all([leave("ada"), leave("bob")]);
    expect(((await amountOf(reader(), "ada")) ?? 0) + ((await amountOf(reader(), "bob")) ?? 0)).toBe(1);
    expect(tries).toBe(engine === "postgres" ? 3 : 2);
  });

  test("writers who name the same row stand in line and never run twice", async () => {
    await begin("hot");
    let tries = 0;
    await crowd(30, () =>
      transaction({ lock: "hot" }, async (tx) => {
        tries++;
        await increment(tx, "hot");
      }),
    );
    expect(tries).toBe(30);
    expect(await amountOf(reader(), "hot")).toBe(30);
  });

  test("a named row is free again after a failure", async () => {
    await expect(transaction({ lock: "row" }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    // As many as the pool has connections and more: each would wait for ever on one that still holds the lock.
    await crowd(20, (n) => transaction({ lock: "row" }, (tx) => put(tx, `${n}`, n)));
    expect(await names()).toHaveLength(20);
  });

  test("afterCommit calls back once the rows are there for everybody, and not after a roll back", async () => {
    const seen: (string | Promise<string[]>)[] = [];
    await transaction(async (tx) => {
      tx.afterCommit(() => void seen.push(names()));
      await put(tx, "a", 1);
      expect(seen).toEqual([]);
    });
    const failed = transaction(async (tx) => {
      tx.afterCommit(() => void seen.push("rolled back"));
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await Promise.all(seen)).toEqual([["a"]]);
  });

  test("a statement that nobody waited for and that fails takes the whole transaction with it", async () => {
    await begin("taken");
    let forgotten: Promise<unknown> = Promise.resolve();
    const hasty = transaction(async (tx) => {
      await put(tx, "a", 1);
      forgotten = put(tx, "taken", 1).catch(() => undefined);
    });
    await expect(hasty).rejects.toThrow();
    await forgotten;
    expect(await names()).toEqual(["taken"]);
  });

  test("a process that dies at transaction.committing leaves nothing of it", async () => {
    await killAt("transaction.committing", "child-writer", database.url());
    expect(await names()).toEqual([]);
    await startChild("child-writer", database.url()).ended();
    expect(await names()).toEqual(["first", "second", "third"]);
  });

  test("a process that dies at transaction.committed leaves all of it", async () => {
    await killAt("transaction.committed", "child-writer", database.url());
    expect(await names()).toEqual(["first", "second"]);
  });
});
