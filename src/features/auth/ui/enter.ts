const BASE = "/api/auth";

/**
 * How a try to sign in ended: `dead` when the link opens nothing, `away` when the server could not be reached, `failed`
 * when the fault is ours.
 */
export type Entered = { how: "in" } | { how: "wrong" | "dead" | "away" | "failed" } | { how: "wait"; minutes: number };

/** Posts one of next-auth's forms, with the token by which it knows that the form is its own. */
async function post(action: string, form: Record<string, string>): Promise<Response> {
  const { csrfToken } = (await (await fetch(`${BASE}/csrf`)).json()) as { csrfToken: string };
  return fetch(`${BASE}/${action}`, {
    method: "POST",
    headers: { "X-Auth-Return-Redirect": "1" },
    body: new URLSearchParams({ ...form, csrfToken }),
  });
}

/**
 * Signs in by one of the ways: two requests to next-auth, made here since its own client leaves the page when the
 * network is down. When it is in, the browser has its cookie.
 */
export async function enter(way: string, form: Record<string, string>): Promise<Entered> {
  let answer: Response;
  let url: URL;
  try {
    answer = await post(`callback/${way}`, { ...form, callbackUrl: "/" });
    url = new URL(((await answer.json()) as { url: string }).url);
  } catch {
    return { how: "away" };
  }
  const code = url.searchParams.get("code");
  const wait = /^wait-(\d+)$/.exec(code ?? "");
  if (wait) return { how: "wait", minutes: Math.ceil(Number(wait[1]) / 60) };
  if (code?.startsWith("link-")) return { how: "dead" };
  if (code === "wrong") return { how: "wrong" };
  return { how: answer.ok && !url.searchParams.has("error") ? "in" : "failed" };
}

/** Signs in by password. */
export const signIn = (address: string, password: string): Promise<Entered> => enter("password", { address, password });

/** Signs in by a link that was mailed. */
export const signInByLink = (token: string): Promise<Entered> => enter("link", { token });

/** Ends this browser's session. The page that is open shows what it may no more: leave it. */
export async function signOut(): Promise<void> {
  await post("signout", { callbackUrl: "/sign-in" });
}
