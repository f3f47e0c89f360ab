import { readSession } from "@/features/auth/sessions";
import { isAppError } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import { createCallerFactory } from "@/platform/api/trpc";
import type { Tx } from "@/platform/db";
import { connection } from "@/platform/db/connection";
import { sessions } from "@/platform/db/schema";
import { forget, once } from "@/platform/once";
import { appRouter } from "@/server/router";
import { type ActorName, actors } from "./actors";
import { forbiddenTo } from "./forbidden";
import type { Cell, Row, Thing } from "./table";
import { ghostOf, type World } from "./world";

const callerOf = createCallerFactory(appRouter);

/** What came of a call: `allowed`, or the code of its refusal; a fault is told with its message. */
type Came = { outcome: string; text: string };

class RolledBack extends Error {}

/** Does something with the whole program on one open transaction, of which nothing stays. */
async function rolledBack<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const real = connection();
  let result: { value: T } | undefined;
  const during = (tx: Tx) => ({
    ...real,
    read: tx,
    attempt: <R>(_options: unknown, run: (tx: Tx) => Promise<R>) => tx.savepoint(() => run(tx)),
  });
  const use = (database: unknown) => {
    forget("database");
    once("database", () => database);
  };
  try {
    await real.attempt({}, async (tx) => {
      use(during(tx));
      result = { value: await work(tx) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  } finally {
    use(real);
  }
  if (!result) throw new Error("Nothing came of it.");
  return result.value;
}

/** Limits count in memory, where nothing is rolled back. */
function forgetLimits(): void {
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    const [, name = ""] = /^tidings\.(.*limits)$/.exec(symbol.description ?? "") ?? [];
    if (name) forget(name);
  }
}

type Twist = { confirmed?: boolean; ghost?: boolean };

/** A cell made ready: what its row would send, and the way to send that or anything else as its actor. */
type Ready = { cell: Cell; input: unknown; send: (input: unknown) => Promise<Came> };

/** Does something in one cell, as the actor whom their session's cookie stands for, and undoes it. */
export function inCell<T>(
  world: World,
  row: Row,
  [thing, actor]: readonly [Thing, ActorName],
  { confirmed = true, ghost = false }: Twist,
  work: (ready: Ready) => Promise<T>,
): Promise<T> {
  forgetLimits();
  return rolledBack(async (tx) => {
    const me = actor === "anonymous" ? world.people.member : world.people[actor];
    const there = thing === "private" ? world.private : world.public;
    const owner = thing === "own" ? me : world.people.bystander;
    const [at, whose] = ghost ? [ghostOf(there), ghostOf(owner)] : [there, owner];
    const cell: Cell = { tx, world, thing, actor, at, me, whose };
    const input = await row.input(cell);
    if (!confirmed) await tx.update(sessions).set({ confirmedAt: null });
    const session = await readSession(tx, actor === "anonymous" ? undefined : me.token);
    const caller = callerOf({
      actor: session && { id: session.id, role: session.role, sessionId: session.sessionId },
      client: { address: "127.0.0.1", device: "test" },
      requestId: newId(),
    });
    return work({
      cell,
      input,
      send: (sent) => outcomeOf(() => tx.savepoint(() => procedure(caller, row.procedure)(sent))),
    });
  });
}

async function outcomeOf(ask: () => Promise<unknown>): Promise<Came> {
  try {
    return { outcome: "allowed", text: JSON.stringify((await ask()) ?? null) };
  } catch (error) {
    const { cause, code, message } = error as Error & { code?: string };
    const outcome = isAppError(cause) ? cause.code : code === "BAD_REQUEST" ? "INVALID" : `a fault: ${message}`;
    return { outcome, text: message };
  }
}

/** What came of a row's own input in one cell, and that input. */
const call = (world: World, row: Row, where: readonly [Thing, ActorName], twist: Twist = {}) =>
  inCell(world, row, where, twist, async ({ cell, input, send }) => {
    const came = await send(input);
    const hidden = came.outcome === "allowed" && row.shows && !came.text.includes(row.shows(cell));
    return { ...came, outcome: hidden ? "without it" : came.outcome, input: JSON.stringify(input ?? null) };
  });

function procedure(caller: ReturnType<typeof callerOf>, path: string): (input: unknown) => Promise<unknown> {
  let found: unknown = caller;
  for (const part of path.split(".")) found = (found as Record<string, unknown>)[part];
  return found as (input: unknown) => Promise<unknown>;
}

/** Everything that is not as a row says, in words; empty when all of it is. */
export async function faultsOf(world: World, row: Row): Promise<string[]> {
  const faults: string[] = [];
  const allowed: [Thing, ActorName][] = [];
  for (const [thing, cells] of Object.entries(row.cells) as [Thing, Record<ActorName, string>][]) {
    for (const actor of actors) {
      const came = await call(world, row, [thing, actor]);
      const where = `${thing} × ${actor}`;
      if (came.outcome !== cells[actor])
        faults.push(`${where}: ${cells[actor]} expected, ${came.outcome} (${came.text.slice(0, 160)})`);
      if (came.outcome === "allowed") allowed.push([thing, actor]);
      for (const word of forbiddenTo(world, actor))
        if (came.text.includes(word) && !came.input.includes(word)) faults.push(`${where}: was told "${word}"`);
    }
  }
  for (const thing of ["private", "others"] as const) {
    if (row.cells[thing]?.outsider !== "NOT_FOUND") continue;
    const [hidden, absent] = [
      await call(world, row, [thing, "outsider"]),
      await call(world, row, [thing, "outsider"], { ghost: true }),
    ];
    if (hidden.text !== absent.text)
      faults.push(`${thing}: what is hidden answers "${hidden.text}", what never was "${absent.text}"`);
  }
  const [twin] = allowed;
  if (!twin) return [...faults, "nobody may do it: a denial proves nothing without an allowed twin"];
  const { outcome } = await call(world, row, twin, { confirmed: false });
  if ((outcome === "UNCONFIRMED") !== (row.dangerous === true) && twin[1] !== "anonymous")
    faults.push(`without having confirmed who they are, ${twin.join(" × ")}: ${outcome}`);
  return faults;
}
