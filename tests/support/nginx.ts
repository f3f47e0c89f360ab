import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNginx } from "../../scripts/tools";
import { freePort } from "./postgres";

/** The name in the configuration that README.md gives. */
export const PROXIED = "tidings.example.org";

/** `from` is the address of this machine that it comes from. */
type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer; from?: string };

/** A real nginx on loopback with a certificate of its own. */
export type Front = {
  port: number;
  /** Sends a request and gives its answer as soon as it begins. */
  open(path: string, asked?: Asked): Promise<IncomingMessage>;
  /** The whole answer. */
  ask(path: string, asked?: Asked): Promise<{ status: number; headers: IncomingMessage["headers"]; text: string }>;
  /** The status of an answer over HTTP/2. */
  overHttp2(path: string, headers?: Record<string, string>): Promise<number>;
  /** Reads its configuration anew: workers are replaced, and finish what they have at hand. */
  reload(): void;
  stop(): Promise<void>;
};

/** The server block that README.md gives to hosts, leading to a program of this machine. */
export function readmeServer(upstream: number): string {
  const [, block] = /```nginx\n([\s\S]+?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
  if (!block) throw new Error("README.md has no configuration for nginx.");
  return block.replaceAll("127.0.0.1:3000", `127.0.0.1:${upstream}`);
}

/** Starts nginx with a server block, in which only the port and the places of the certificate are others. */
export async function startNginx(block: string): Promise<Front> {
  const nginx = findNginx();
  if (!nginx) throw new Error("nginx is not installed. On Debian or Ubuntu: apt-get install nginx-light");
  const folder = mkdtempSync(join(tmpdir(), "tidings-nginx-"));
  const port = await freePort();
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const names = ["-subj", `/CN=${PROXIED}`, "-addext", `subjectAltName=DNS:${PROXIED}`];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", ...kind, "-keyout", key, "-out", certificate, ...names], { stdio: "ignore" });
  const server = block
    .replace(/listen 443/, `listen 127.0.0.1:${port}`)
    .replace(/ssl_certificate [^;]+/, `ssl_certificate ${certificate}`)
    .replace(/ssl_certificate_key [^;]+/, `ssl_certificate_key ${key}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (of) => `${of}_temp_path ${folder}/${of};`,
  );
  writeFileSync(
    join(folder, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    events {} http { access_log off; ${temporary.join(" ")} ${server} }`,
  );
  const child = spawn(nginx, ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], {
    stdio: "ignore",
  });
  const gone = once(child, "exit");
  process.once("exit", () => child.kill("SIGKILL"));

  const ca = readFileSync(certificate);
  const agent = new Agent({ keepAlive: true });
  const open: Front["open"] = async (path, { method = "GET", headers = {}, body, from } = {}) => {
    const sent = request({
      ...{ host: "127.0.0.1", port, path, method, servername: PROXIED, ca, agent, localAddress: from },
      headers: { host: PROXIED, ...(body ? { "content-length": Buffer.byteLength(body) } : {}), ...headers },
    });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    return answer;
  };
  const proxy: Front = {
    port,
    open,
    async ask(path, asked) {
      const answer = await open(path, asked);
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      return { status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() };
    },
    async overHttp2(path, headers = {}) {
      const session = connectHttp2(`https://127.0.0.1:${port}`, { ca, servername: PROXIED });
      const stream = session.request({ ":path": path, ":authority": PROXIED, ...headers });
      const [answer] = (await once(stream, "response")) as [{ ":status": number }];
      session.destroy();
      return answer[":status"];
    },
    reload: () => void child.kill("SIGHUP"),
    async stop() {
      agent.destroy();
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let tries = 0; ; tries++) {
    const there = await proxy.open("/api/health").catch(() => undefined);
    there?.resume();
    if (there) return proxy;
    if (tries > 100 || child.exitCode !== null)
      throw new Error(`nginx did not start:\n${readFileSync(join(folder, "error.log"), "utf8")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
