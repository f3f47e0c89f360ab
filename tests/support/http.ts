import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { readEnv } from "@/platform/env";
import type { programFiles } from "@/server/entrances/program-files";
import { createHandler, type PageHandler } from "@/server/handler";
import { readSession } from "@/server/wiring";

export type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer; chunked?: boolean };
type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer; text: string };

/** Asks a server by hand: unlike `fetch`, with any header and a body of any form. */
function ask(port: number, path: string, { method = "GET", headers = {}, body, chunked }: Asked = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body ?? "")) };
    const sized = chunked ? { "transfer-encoding": "chunked" } : body === undefined ? {} : length;
    const sent = request({ port, host: "127.0.0.1", path, method, agent: false, headers: { ...sized, ...headers } });
    sent.once("error", reject);
    sent.once("response", async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const all = Buffer.concat(chunks);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all, text: all.toString() });
    });
    sent.end(body);
  });
}

/** A stream of events as a browser has it, with what came so far. */
export async function listen(port: number, cookie: string, since?: number) {
  const path = since === undefined ? "/api/events" : `/api/events?since=${since}`;
  const sent = request({ port, host: "127.0.0.1", path, agent: false, headers: { host: "localhost:3000", cookie } });
  sent.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve);
    sent.once("error", reject);
  });
  const stream = { status: response.statusCode, headers: response.headers, text: "", ended: false };
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    stream.text += text;
  });
  response.on("close", () => {
    stream.ended = true;
  });
  return Object.assign(stream, { close: () => sent.destroy() });
}

/** Every entrance of the server on a port of its own, over the test's database; `pages` stands for Next. */
export function useEntrances() {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });
  const page = (_request: IncomingMessage, response: ServerResponse) => void response.end("a page");
  const answer: PageHandler = async (...both) => page(...both);
  return async (variables: Record<string, string> = {}, pages = answer, files?: ReturnType<typeof programFiles>) => {
    const server = createServer(createHandler({ env: readEnv(variables), dev: false, pages, readSession, files }));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    open.push(server);
    const { port } = server.address() as AddressInfo;
    return Object.assign((path: string, asked?: Asked) => ask(port, path, asked), { port });
  };
}
