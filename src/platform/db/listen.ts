import pg from "pg";

const RECONNECT_MS = 1_000;

/**
 * Listens on a PostgreSQL channel over a connection of its own, which is made anew when it breaks. Notices sent
 * meanwhile are lost: whoever listens polls as well.
 */
export async function listen(url: string, channel: string, callback: () => void): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  function again(): void {
    client = undefined;
    if (!stopped) timer = setTimeout(() => void connect(), RECONNECT_MS);
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url });
    fresh.on("error", () => undefined);
    try {
      await fresh.connect();
      fresh.on("notification", callback);
      await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      if (stopped) return await fresh.end();
      fresh.on("end", again);
      client = fresh;
    } catch {
      await fresh.end().catch(() => undefined);
      again();
    }
  }

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  };
}
