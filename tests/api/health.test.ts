import { expect, test } from "vitest";
import { channelCreated } from "@/features/channels/contract";
import { MINUTE, setClock } from "@/kernel/clock";
import { newId } from "@/kernel/ids";
import { closeDatabase, openDatabase, transaction } from "@/platform/db";
import { emit } from "@/platform/events";
import { useDatabase } from "../support/database";
import { useEntrances } from "../support/http";

const database = useDatabase();
const serve = useEntrances();

test("it is ready only while the relay keeps up, and alive all the same", async () => {
  const get = await serve();
  const ready = async () => JSON.parse((await get("/api/health?ready")).text);
  expect(await ready()).toEqual({ status: "ok", checks: { database: "ok", relay: "ok" } });
  setClock(() => Date.now() - MINUTE);
  await transaction((tx) => emit(tx, channelCreated({ channelId: newId() }), null));
  setClock();
  expect(await get("/api/health?ready")).toMatchObject({ status: 503 });
  expect(await ready()).toEqual({ status: "not ready", checks: { database: "ok", relay: "behind" } });
  expect(await get("/api/health")).toMatchObject({ status: 200, text: '{"status":"ok"}' });
});

test("it is not ready without its database", async () => {
  const get = await serve();
  await closeDatabase();
  const answer = await get("/api/health?ready");
  openDatabase(
    database.url().startsWith("postgres")
      ? { postgresUrl: database.url() }
      : { sqlitePath: database.url(), strict: true },
  );
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.text).checks.database).toBe("failed");
});
