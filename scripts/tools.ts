import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a Chromium is, if there is one: CHROMIUM, or the usual names in PATH. */
export function findChromium(): string | undefined {
  const { CHROMIUM, PATH = "" } = process.env;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const usual = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(CHROMIUM ? [CHROMIUM] : []), ...usual].find((path) => existsSync(path));
}

/** The folder of PostgreSQL's own programs, newest version first, as Debian and Ubuntu lay them. */
export function findPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** Where nginx is, if there is one: in PATH, or where Debian lays programs for administrators. */
export function findNginx(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  return folders.map((folder) => join(folder, "nginx")).find((path) => existsSync(path));
}

const missing = (): string[] => [
  ...(findChromium() ? [] : ["chromium"]),
  ...(findPostgres() ? [] : ["postgresql"]),
  ...(findNginx() ? [] : ["nginx-light"]),
];

/**
 * Sees that Chromium, PostgreSQL and nginx are there: installs them where that needs no password.
 * @returns what is still missing, as names of Debian packages.
 */
export function ensureTools(): string[] {
  const wanted = missing();
  if (wanted.length === 0) return [];
  const elevate = prefix();
  if (!elevate || !existsSync("/usr/bin/apt-get")) return wanted;
  console.log(`Installing ${wanted.join(" and ")} with apt-get …`);
  const apt = (...args: string[]) => {
    const [command = "", ...rest] = [...elevate, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args];
    execFileSync(command, rest, { stdio: ["ignore", "ignore", "inherit"] });
  };
  try {
    apt("update");
    apt("install", "--yes", "--no-install-recommends", ...wanted);
  } catch {
    console.log("apt-get did not succeed.");
  }
  return missing();
}

/** How to become root: not at all, through sudo without a password, or undefined when neither goes. */
function prefix(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  try {
    execFileSync("sudo", ["-n", "true"], { stdio: "ignore" });
    return ["sudo", "-n"];
  } catch {
    return undefined;
  }
}
