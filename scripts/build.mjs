// Makes the production build: the pages with Next, the server with esbuild. `npm run build` forces it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const STAMP = "dist/source-hash";
const sources = [
  "src",
  "public",
  "package.json",
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** A hash over the names and contents of everything that the build is made of. Modification times lie after a checkout. */
function sourceHash() {
  const hash = createHash("sha256");
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const source of sources) visit(source);
  return hash.digest("hex");
}

/** Whether the build that lies here was made of exactly this source. */
export const isFresh = () =>
  existsSync("dist/main.js") &&
  existsSync(".next/BUILD_ID") &&
  existsSync(STAMP) &&
  readFileSync(STAMP, "utf8") === sourceHash();

/** Builds everything anew. The stamp comes last: a build that was cut off is not taken for a whole one. */
export function build() {
  process.stderr.write("Building Tidings. This takes about half a minute, once per version.\n");
  const hash = sourceHash();
  rmSync(STAMP, { force: true });
  const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  execFileSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", process.stderr, "inherit"],
    env: environment,
  });
  compress(".next/static");
  bundle("main");
  writeFileSync(STAMP, hash);
}

/** Lays a compressed twin beside each file that gets smaller by it; fonts and pictures are compressed as they are. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!/\.(js|css|svg|json)$/.test(path) || statSync(path).size < 1_024) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Bundles one of the server's programs into dist/, in a fraction of a second. */
export function bundle(name) {
  buildSync({
    entryPoints: { [name]: `src/server/${name}.ts` },
    outdir: "dist",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
}

/** Makes this process one in production, at the root of the program. */
export function enterProduction() {
  process.chdir(join(import.meta.dirname, ".."));
  process.env.NODE_ENV = "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}

if (import.meta.filename === process.argv[1]) {
  enterProduction();
  build();
}
