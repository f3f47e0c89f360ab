import { createTRPCClient, httpLink } from "@trpc/client";
import type { Page } from "playwright-core";
import { usualHours } from "@/features/settings/contract";
import { newId } from "@/kernel/ids";
import type { AppRouter } from "@/server/router";
import type { Program } from "./program";

/** A member as a running program knows them: by a cookie, over HTTP. */
export type Visitor = ReturnType<typeof visitor>;

/** The API of a running program; `cookie` is a signed-in member's. */
export function visitor(origin: string, cookie = "") {
  const headers = { origin, cookie };
  return {
    origin,
    cookie,
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/api/trpc`, headers })] }),
  };
}

/** What people type about themselves in these tests. */
const typed = (name: string) => ({
  memberId: newId(),
  name,
  address: `${name.toLowerCase()}@example.org`,
  password: "quiet harbour lantern",
  zone: "Europe/Berlin",
  locale: "en",
});

/** Sets up the team by the link that the program printed, as Ada, and signs her in. */
export async function foundTeam(program: Program): Promise<Visitor> {
  const [, token = ""] = await program.printed(/\/setup\/([\w-]+)/);
  const ada = typed("Ada");
  const channels = [{ name: "team", purpose: "What everybody should know" }];
  await visitor(program.origin).api.setUp.run.mutate({ ...ada, token, team: "Northwind", hours: usualHours, channels });
  return signIn(program.origin, ada);
}

/** The token of a link of Ada's that adds one member. */
export async function joinToken({ api }: Visitor): Promise<string> {
  const [made] = await api.invitations.make.mutate({ to: [{ id: newId() }] });
  return made?.token ?? "";
}

/** Adds a member by a link of Ada's, and signs them in. */
export async function addMember(ada: Visitor, name: string, locale = "en"): Promise<Visitor> {
  const token = await joinToken(ada);
  const person = { ...typed(name), locale };
  await visitor(ada.origin).api.join.accept.mutate({ ...person, token });
  return signIn(ada.origin, person);
}

/** Lets a page be this member's. */
export async function enterAs(page: Page, { origin, cookie }: Visitor): Promise<Page> {
  const pairs = cookie.split("; ").map((pair) => pair.split("=") as [string, string]);
  await page.context().addCookies(pairs.map(([name, value]) => ({ name, value, url: origin })));
  return page;
}

/** Signs in through the form's own entrance. */
export async function signIn(origin: string, { address, password }: { address: string; password: string }) {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/password`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, cookie: cookies(csrf), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, address, password }),
  });
  return visitor(origin, cookies(answer));
}

const cookies = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
