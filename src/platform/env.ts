import { join, resolve } from "node:path";
import { z } from "zod";
import { once } from "./once";

/** What the world outside this process decides, read once at start. */
export type Env = {
  port: number;
  host: string;
  /** The origin under which browsers reach this host: links, cookies and the Origin check follow it. */
  publicUrl: URL;
  /** Whether PUBLIC_URL was set; without it only browsers on this machine are served. */
  isPublic: boolean;
  /** How many proxies stand in front, whose forwarded client address is believed. */
  trustProxy: number;
  postgresUrl: string | undefined;
  dataDir: string;
  sqlitePath: string;
  /** Absent: mail is kept for reading at /settings/mail instead of being sent. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** An OpenID Connect provider by which members may sign in; absent: there is none. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined;
  logLevel: (typeof logLevels)[number];
};

const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
const loopback = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** Whether a host name can only mean this machine. */
export const isLoopback = (host: string): boolean => loopback.has(host);

/** Every variable that is wrong, each line with its name and a value that would do. */
export class EnvError extends Error {}

const unset = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());
const url = (protocols: string[], hint: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), hint);

/** OpenID Connect Discovery, 3: https, and neither query nor fragment. Plain http only where nobody can listen. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  return (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) && !search && !hash && !username;
}

/** What OIDC needs, all of it or none, each with a value that would do. */
const oidcVariables = {
  OIDC_ISSUER: "the provider's issuer address, such as https://login.example.org/realms/team",
  OIDC_CLIENT_ID: "the name that the provider gave this installation, such as tidings",
  OIDC_CLIENT_SECRET: "the secret that the provider gave with it, such as 3q2-7wAAq0uFZk4mJ1xV",
  OIDC_NAME: "what people call the provider, such as Example Login",
} as const;

const variables = z.object({
  PORT: optional(
    z.coerce
      .number("PORT must be a number, such as 3000.")
      .int()
      .min(0)
      .max(65_535, "PORT is at most 65535, such as 3000."),
  ),
  HOST: optional(z.string()),
  PUBLIC_URL: optional(
    url(
      ["http:", "https:"],
      "PUBLIC_URL must be the address that browsers use, such as https://tidings.example.org.",
    ).refine(
      (text) => !URL.canParse(text) || isOrigin(new URL(text)),
      "PUBLIC_URL must not hold a path, query or password: Tidings does not run under a sub-path. Give it a name of its own, such as https://tidings.example.org.",
    ),
  ),
  TRUST_PROXY: optional(
    z.coerce
      .number("TRUST_PROXY must be the number of proxies in front, such as 1.")
      .int("TRUST_PROXY must be the number of proxies in front, such as 1.")
      .min(0, "TRUST_PROXY must be the number of proxies in front, such as 1.")
      .max(9, "TRUST_PROXY must be the number of proxies in front, such as 1."),
  ),
  DATABASE_URL: optional(
    url(
      ["postgres:", "postgresql:"],
      "DATABASE_URL must be a PostgreSQL address, such as postgres://tidings@127.0.0.1/tidings. Leave it unset for SQLite in DATA_DIR.",
    ),
  ),
  DATA_DIR: optional(z.string()),
  SMTP_URL: optional(
    url(
      ["smtp:", "smtps:"],
      "SMTP_URL must be a mail server's address, such as smtp://name:password@mail.example.org:587.",
    ),
  ),
  MAIL_FROM: optional(
    z
      .string()
      .regex(
        /^[^\s@<>,\r\n]+@[^\s@<>,\r\n]+$/,
        "MAIL_FROM must be one bare address, such as notify@tidings.example.org.",
      ),
  ),
  OIDC_ISSUER: optional(
    z
      .string()
      .refine(
        isIssuer,
        "OIDC_ISSUER must be the provider's issuer address, over https, such as https://login.example.org/realms/team.",
      ),
  ),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: optional(z.string().trim().max(40, "OIDC_NAME must have at most 40 characters, such as Example Login.")),
  LOG_LEVEL: optional(z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(", ")}, such as info.`)),
});

const isOrigin = (address: URL) =>
  address.pathname === "/" && !address.search && !address.hash && !address.username && !address.password;

/**
 * Reads and checks the environment variables.
 * @throws EnvError naming every variable that is wrong, and a good value for each.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = variables.safeParse(source);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map(({ message }) => message).join("\n"));
  const given = parsed.data;

  const port = given.PORT ?? 3_000;
  const host = given.HOST ?? (given.PUBLIC_URL ? "0.0.0.0" : "127.0.0.1");
  const problems = [];
  if (!given.PUBLIC_URL && !isLoopback(host))
    problems.push(
      `PUBLIC_URL is missing: with HOST=${host} others can reach this machine. Set it to the address that browsers use, such as https://tidings.example.org.`,
    );
  if (given.SMTP_URL && !given.MAIL_FROM)
    problems.push(
      "MAIL_FROM is missing: SMTP_URL is set. Set it to the sender of all mail, such as notify@tidings.example.org.",
    );
  const wanted = Object.entries(oidcVariables) as [keyof typeof oidcVariables, string][];
  const isWanted = wanted.some(([name]) => given[name]);
  if (isWanted)
    for (const [name, hint] of wanted)
      if (!given[name])
        problems.push(
          `${name} is missing: signing in by OpenID Connect wants all of its variables. Set it to ${hint}.`,
        );
  if (problems.length > 0) throw new EnvError(problems.join("\n"));

  const publicUrl = new URL(given.PUBLIC_URL ?? `http://localhost:${port}`);
  const dataDir = resolve(/* turbopackIgnore: true */ given.DATA_DIR ?? "data");
  return {
    port,
    host,
    publicUrl,
    isPublic: given.PUBLIC_URL !== undefined,
    trustProxy: given.TRUST_PROXY ?? 0,
    postgresUrl: given.DATABASE_URL,
    dataDir,
    sqlitePath: join(dataDir, "tidings.db"),
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM ?? `tidings@${publicUrl.hostname}`,
    oidc: isWanted
      ? {
          issuer: given.OIDC_ISSUER ?? "",
          clientId: given.OIDC_CLIENT_ID ?? "",
          clientSecret: given.OIDC_CLIENT_SECRET ?? "",
          name: given.OIDC_NAME ?? "",
        }
      : undefined,
    logLevel: given.LOG_LEVEL ?? "info",
  };
}

/** The environment of this process. The first call reads it. @throws EnvError */
export const env = (): Env => once("env", () => readEnv(process.env));
