import autocannon, { type Request } from "autocannon";

export type Measured = { rps: number; p50: number; p95: number; p99: number };

/** For how many seconds, or how many requests. */
export type Length = { duration: number } | { amount: number };

/** Asks as fast as so many connections allow and gives the rate and latencies in milliseconds. */
export async function measure(
  origin: string,
  connections: number,
  length: Length,
  next: () => Request,
): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      {
        url: origin,
        connections,
        ...length,
        headers: { origin },
        requests: [{ setupRequest: (request) => merge(request, next()) }],
      },
      (error) => (error ? reject(error) : resolve()),
    );
    run.on("response", (_client, status, _bytes, time) => {
      if (status === 200) times.push(time);
      else failed += 1;
    });
    run.on("reqError", () => {
      failed += 1;
    });
  });
  const elapsed = (performance.now() - started) / 1_000;
  if (failed > 0)
    throw new Error(`${failed} of ${failed + times.length} requests to ${origin} were not answered with 200.`);
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { rps: Math.round(times.length / elapsed), p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const merge = (request: Request, asked: Request): Request => ({
  ...request,
  ...asked,
  headers: { ...request.headers, ...asked.headers },
});
const round = (value: number): number => Math.round(value * 10) / 10;
