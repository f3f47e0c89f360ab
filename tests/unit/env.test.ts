import { describe, expect, test } from "vitest";
import { EnvError, readEnv } from "@/platform/env";

const refusal = (variables: Record<string, string>): string => {
  try {
    readEnv(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as EnvError).message;
  }
  return "";
};

const provider = {
  OIDC_ISSUER: "https://login.example.org/",
  OIDC_CLIENT_ID: "tidings",
  OIDC_CLIENT_SECRET: "secret",
  OIDC_NAME: "Example Login",
};

describe("configuration", () => {
  test("nothing has to be set: this machine alone is served", () => {
    expect(readEnv({})).toMatchObject({ port: 3_000, host: "127.0.0.1", trustProxy: 0, isPublic: false });
    expect(readEnv({ PORT: "4000" }).publicUrl.origin).toBe("http://localhost:4000");
    expect(readEnv({ PORT: "", PUBLIC_URL: " " })).toMatchObject({ port: 3_000, isPublic: false });
  });

  test("with PUBLIC_URL it listens for others", () => {
    const env = readEnv({ PUBLIC_URL: "https://tidings.example.org/" });
    expect(env).toMatchObject({ host: "0.0.0.0", isPublic: true, mailFrom: "tidings@tidings.example.org" });
    expect(env.publicUrl.origin).toBe("https://tidings.example.org");
  });

  test.each([
    ["PORT", { PORT: "web" }, "3000"],
    ["PORT", { PORT: "70000" }, "3000"],
    ["PUBLIC_URL", { PUBLIC_URL: "tidings.example.org" }, "https://tidings.example.org"],
    ["PUBLIC_URL", { PUBLIC_URL: "ftp://tidings.example.org" }, "https://tidings.example.org"],
    ["PUBLIC_URL", { PUBLIC_URL: "https://example.org/tidings" }, "sub-path"],
    ["PUBLIC_URL", { HOST: "0.0.0.0" }, "https://tidings.example.org"],
    ["TRUST_PROXY", { TRUST_PROXY: "true" }, "1"],
    ["DATABASE_URL", { DATABASE_URL: "mysql://db" }, "postgres://"],
    ["SMTP_URL", { SMTP_URL: "mail.example.org", MAIL_FROM: "a@example.org" }, "smtp://"],
    ["MAIL_FROM", { SMTP_URL: "smtp://mail.example.org" }, "notify@tidings.example.org"],
    ["MAIL_FROM", { MAIL_FROM: "Tidings <a@example.org>" }, "notify@tidings.example.org"],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }, "info"],
    ["OIDC_ISSUER", { ...provider, OIDC_ISSUER: "login.example.org" }, "https://login.example.org"],
    ["OIDC_ISSUER", { ...provider, OIDC_ISSUER: "http://login.example.org" }, "https://login.example.org"],
    ["OIDC_ISSUER", { ...provider, OIDC_ISSUER: "https://login.example.org/?a=b" }, "https://login.example.org"],
    ["OIDC_ISSUER", { ...provider, OIDC_ISSUER: "" }, "https://login.example.org"],
    ["OIDC_CLIENT_ID", { ...provider, OIDC_CLIENT_ID: "" }, "tidings"],
    ["OIDC_CLIENT_SECRET", { ...provider, OIDC_CLIENT_SECRET: "" }, "3q2-7wAAq0uFZk4mJ1xV"],
    ["OIDC_NAME", { ...provider, OIDC_NAME: "" }, "Example Login"],
    ["OIDC_NAME", { ...provider, OIDC_NAME: "x".repeat(41) }, "Example Login"],
  ])("%s that is wrong is refused by name, with a good value (%o)", (name, variables, hint) => {
    expect(refusal(variables)).toMatch(new RegExp(`^${name} `));
    expect(refusal(variables)).toContain(hint);
  });

  test("an OpenID Connect provider is there with all of its variables, or not at all", () => {
    expect(readEnv({}).oidc).toBeUndefined();
    const { oidc } = readEnv(provider);
    expect(oidc).toEqual({
      issuer: "https://login.example.org/",
      clientId: "tidings",
      clientSecret: "secret",
      name: "Example Login",
    });
    expect(readEnv({ ...provider, OIDC_ISSUER: "http://127.0.0.1:9000" }).oidc?.issuer).toBe("http://127.0.0.1:9000");
    expect(refusal({ OIDC_NAME: "Example Login" }).split("\n")).toHaveLength(3);
  });

  test("everything that is wrong is said at once", () => {
    expect(refusal({ PORT: "x", LOG_LEVEL: "y" }).split("\n")).toHaveLength(2);
  });
});
