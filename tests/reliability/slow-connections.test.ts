import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Program, startProgram } from "../support/program";

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.remove());

test("case 49: connections that never finish their request are ended, and hold up nobody meanwhile", async () => {
  const port = Number(new URL(program.origin).port);
  const halves = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      socket.on("error", () => undefined);
      // Half of them say nothing at all, the others begin and never end.
      if (i % 2 === 0) socket.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      return { ended: once(socket, "close"), socket };
    }),
  );
  expect((await fetch(`${program.origin}/api/health?ready`)).status).toBe(200);
  for (const { socket } of halves) socket.resume();
  await Promise.all(halves.map(({ ended }) => ended));
});
