import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Somebody who has an account at the provider. */
type Account = { sub: string; email?: string; email_verified?: boolean };

/** An OpenID Connect provider over loopback, at which somebody is signed in already: it asks nothing. */
export type LoginProvider = {
  env: Record<string, string>;
  /** Who is signed in there from now on; null: they call it off. */
  account: Account | null;
  close(): Promise<void>;
};

/** Starts a provider that knows one client: the program at `origin`. */
export async function startProvider(origin: string): Promise<LoginProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: "tidings", client_secret: "a secret of the provider's" };
  const accounts = new Map<string, Account>();
  const started: LoginProvider = {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_NAME: "Example Login",
    },
    account: null,
    close: () => stop(server),
  };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${origin}/api/auth/callback/oidc`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...(accounts.get(sub) ?? { sub }) }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ["for tests alone"] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const { account } = started;
    if (!account) return provider.interactionFinished(request, response, { error: "access_denied" });
    accounts.set(account.sub, account);
    const grant = new provider.Grant({ accountId: account.sub, clientId: String(params.client_id) });
    grant.addOIDCScope("openid email");
    const consent = { grantId: await grant.save() };
    // Nobody stays signed in there: the next one may be somebody else.
    await provider.interactionFinished(request, response, {
      login: { accountId: account.sub, remember: false },
      consent,
    });
  }
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void answer(request, response);
    interact(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  return started;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
