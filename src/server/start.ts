import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";
import { closeDatabase, openDatabase } from "@/platform/db";
import { lockInstance } from "@/platform/db/instance-lock";
import { migrate } from "@/platform/db/migrate";
import { type Env, isLoopback } from "@/platform/env";
import { log } from "@/platform/log";
import { secretFor } from "@/platform/secret";
import { startBackground } from "./background";
import { programFiles } from "./entrances/program-files";
import { createHandler } from "./handler";
import { closeConnections } from "./stop";
import { readSession } from "./wiring";

export type Running = { url: string; stop(): Promise<void> };
export type StartOptions = { env: Env; dev: boolean; root: string };

/** Slow and half-open connections end by these; no request of ours takes long to send. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
/** A client that takes no byte of its answer for this long is gone. Streams write more often. */
const IDLE_MS = 120_000;

/** Starts everything that this process is, in order; each step stands on the one before. */
export async function start({ env, dev, root }: StartOptions): Promise<Running> {
  // Makes the data folder and the secret. next-auth reads its own variables when its configuration loads.
  process.env.AUTH_SECRET = secretFor("next-auth").toString("base64url");
  process.env.AUTH_URL = env.publicUrl.origin;
  const unlock = env.postgresUrl ? () => undefined : lockInstance(env.dataDir);

  const url = env.postgresUrl ?? env.sqlitePath;
  const migrations = await migrate({ root, url, backups: join(env.dataDir, "backups") });
  if (migrations.length > 0) log.info("Brought the database up to date", { migrations: migrations.join(" ") });
  openDatabase(env.postgresUrl ? { postgresUrl: env.postgresUrl } : { sqlitePath: env.sqlitePath, strict: dev });

  const background = await startBackground();
  const pages = next({ dir: root, dev, quiet: true, hostname: env.host, port: env.port });
  await pages.prepare();
  // In development the files change, and Next has them in memory.
  const files = dev ? undefined : programFiles(root);
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 });
  server.timeout = IDLE_MS;
  server.on("request", createHandler({ env, dev, pages: pages.getRequestHandler(), readSession, files }));
  if (dev) server.on("upgrade", pages.getUpgradeHandler());
  await listen(server, env);

  return {
    url: addressOf(server, env),
    async stop() {
      const quiet = background.stop();
      await closeConnections(server);
      await quiet;
      await pages.close();
      await closeDatabase();
      unlock();
    },
  };
}

function listen(server: Server, { host, port }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: Error & { code?: string }) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is taken. Set PORT to a free one, such as ${port + 1}.`)
          : error,
      ),
    );
    server.listen({ host, port }, resolve);
  });
}

function addressOf(server: Server, env: Env): string {
  if (env.isPublic || !isLoopback(env.host)) return env.publicUrl.origin;
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
