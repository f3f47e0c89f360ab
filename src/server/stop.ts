import type { Server } from "node:http";

const SWEEP_MS = 25;

/** Takes no new connection and waits for the requests in flight; a connection ends as soon as it has none. */
export async function closeConnections(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await closed;
  clearInterval(sweep);
}
