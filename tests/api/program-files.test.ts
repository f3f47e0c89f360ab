import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programFiles } from "@/server/entrances/program-files";
import { useDatabase } from "../support/database";
import { useEntrances } from "../support/http";

useDatabase();
const root = mkdtempSync(join(tmpdir(), "tidings-files-"));
beforeAll(() => {
  mkdirSync(join(root, ".next/static/chunks"), { recursive: true });
  writeFileSync(join(root, ".next/static/chunks/a.js"), "plain()");
  writeFileSync(join(root, ".next/static/chunks/a.js.br"), brotliCompressSync("small()"));
  writeFileSync(join(root, ".next/BUILD_ID"), "secret of the build");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const serve = useEntrances();
const ask = async () => serve({}, undefined, programFiles(root));

test("the program's files come in the form that was made at the build, for browsers to keep", async () => {
  const get = await ask();
  const plain = await get("/_next/static/chunks/a.js");
  expect(plain).toMatchObject({ status: 200, text: "plain()" });
  expect(plain.headers).toMatchObject({ "cache-control": "public, max-age=31536000, immutable" });
  const small = await get("/_next/static/chunks/a.js", { headers: { "accept-encoding": "gzip, br" } });
  expect(small.headers).toMatchObject({ "content-encoding": "br", "content-type": "text/javascript; charset=utf-8" });
  expect(brotliDecompressSync(small.body).toString()).toBe("small()");
});

test.each(["../BUILD_ID", "..%2fBUILD_ID", "chunks/../../BUILD_ID", "chunks/a.js.br", "chunks", "%2e%2e/BUILD_ID", ""])(
  "no path leads out of the build's folder: %s",
  async (path) => {
    const get = await ask();
    const answer = await get(`/_next/static/${path}`);
    expect(answer.text).not.toContain("secret");
    expect([200, 404]).toContain(answer.status);
    expect(answer.status === 200 ? answer.text : "").toMatch(/^(a page)?$/);
    expect((await get("/_next/static/chunks/a.js")).status).toBe(200);
  },
);
