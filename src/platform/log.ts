import pino from "pino";
import { env } from "./env";
import { once } from "./once";
import { requestScope } from "./request";

/** What a line may hold besides its message: ids, kinds, counts. Never a body, a name, an address or a token. */
export type Fields = Record<string, string | number | boolean | null | undefined>;

const secretKey = /token|password|secret|cookie|authorization|address|e-?mail|body|signature/i;
const address = /[^\s<>"'(),;:@/]+@[\w-]+(?:\.[\w-]+)+/g;
const tokenPath = /\/(setup|join|unsubscribe|reset)\/[^\s/?#"')]+/g;
/** What is as long as our tokens and made of their letters; ids are shorter. */
const tokenText = /[\w-]{43,}/g;
const query = /\?[^\s"')]*/g;

/** Takes out of a text what must not reach a log: tokens in paths, queries, mail addresses. */
export const scrub = (text: string): string =>
  text.replace(query, "?…").replace(tokenPath, "/$1/…").replace(tokenText, "…").replace(address, "…@…");

const scrubFields = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretKey.test(name) ? "…" : typeof value === "string" ? scrub(value) : value,
    ]),
  );

/** Buffered: a line costs no system call of its own. `flushLog` before the process ends. */
const sink = once("log-sink", () => pino.destination({ dest: 2, sync: false, minLength: 4_096, periodicFlush: 250 }));

const logger = () =>
  once("log", () =>
    pino(
      {
        level: env().logLevel,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        mixin: () => {
          const scope = requestScope();
          return scope ? { requestId: scope.requestId } : {};
        },
        formatters: { level: (label) => ({ level: label }) },
      },
      sink,
    ),
  );

/** An error as a log may hold it: kind, code, scrubbed message and frames; no parameters of a statement. */
function described(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: scrub(String(error)) };
  const { code } = error as { code?: unknown };
  const { message, stack = "", cause } = error;
  const frames = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  // drizzle puts a statement's parameters, which are people's words, behind its text.
  const text = message.split("\nparams:")[0] ?? "";
  return {
    error: scrub(`${error.name}: ${text}${frames}`),
    ...(typeof code === "string" ? { code } : {}),
    ...(cause instanceof Error ? { cause: scrub(cause.message) } : {}),
  };
}

function write(level: "debug" | "info" | "warn", message: string, fields: Fields = {}): void {
  const to = logger();
  if (to.isLevelEnabled(level)) to[level](scrubFields(fields), scrub(message));
}

/** JSON lines on standard error, one object each, with the id of the request that caused them. */
export const log = {
  debug: (message: string, fields?: Fields) => write("debug", message, fields),
  info: (message: string, fields?: Fields) => write("info", message, fields),
  warn: (message: string, fields?: Fields) => write("warn", message, fields),
  error: (message: string, error?: unknown, fields: Fields = {}) =>
    logger().error({ ...scrubFields(fields), ...(error === undefined ? {} : described(error)) }, scrub(message)),
};

/** Writes out what is still buffered. */
export const flushLog = (): void => sink.flushSync();
