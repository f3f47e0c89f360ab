const BASE = "/api/auth";

/**
 * How a try to sign in ended: `second-step` when a second thing is asked for, `dead` when the link opens nothing, `away`
 * when the server could not be reached, `failed` when the fault is ours.
 */
export type Entered =
  | { how: "in" }
  | { how: "second-step"; token: string }
  | { how: "wrong" | "dead" | "away" | "failed" }
  | { how: "wait"; minutes: number };

/** Of those, what leaves somebody where they are. */
export type Refusal = Exclude<Entered, { how: "in" | "second-step" }>;

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
  const step = /^step-([\w-]+)$/.exec(code ?? "");
  if (step?.[1]) return { how: "second-step", token: step[1] };
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

/**
 * Goes on from here when somebody is in, or to the second step when one is asked for. Gives whether the page is being left;
 * until then a form stays busy, since the page that comes is rendered for who is in now.
 */
export function goOn(entered: Entered, next: string): entered is Exclude<Entered, Refusal> {
  if (entered.how === "second-step") location.assign(`/sign-in/step?next=${encodeURIComponent(next)}#${entered.token}`);
  else if (entered.how === "in") location.assign(next);
  return entered.how === "in" || entered.how === "second-step";
}

/** Leaves for the OpenID Connect provider, which leads back to `next`. False when it cannot be reached. */
export async function goToProvider(next: string): Promise<boolean> {
  try {
    const { url } = (await (await post("signin/oidc", { callbackUrl: next })).json()) as { url: string };
    // Back at our own page: next-auth could not learn where the provider is.
    if (new URL(url, location.origin).origin === location.origin) return false;
    location.assign(url);
    return true;
  } catch {
    return false;
  }
}

/** Ends this browser's session. The page that is open shows what it may no more: leave it. */
export async function signOut(): Promise<void> {
  await post("signout", { callbackUrl: "/sign-in" });
}
