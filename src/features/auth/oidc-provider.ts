import type { NextRequest } from "next/server";
import type { Profile } from "next-auth";
import type { OIDCConfig } from "next-auth/providers";
import { address } from "@/features/addresses/contract";
import { env } from "@/platform/env";
import type { Claims } from "./oidc";

/** The provider that the environment names, as next-auth wants it; none when there is none. */
export function oidcProvider(): OIDCConfig<Profile>[] {
  const { oidc } = env();
  if (!oidc) return [];
  const { issuer, clientId, clientSecret, name } = oidc;
  return [
    {
      ...{ id: "oidc", type: "oidc", name, issuer, clientId, clientSecret },
      authorization: { params: { scope: "openid email" } },
      checks: ["pkce", "state", "nonce"],
      // Claims of a scope come from the userinfo endpoint (OpenID Connect Core, 5.4); its subject is compared with the id
      // token's, which is verified all the same.
      idToken: false,
    },
  ];
}

/** What the provider said, as far as it is worth anything: an address counts when the provider vouches for it. */
export function claimsOf(profile: Profile): Claims {
  const vouched = profile.email_verified === true && address.safeParse(profile.email).success;
  return {
    issuer: env().oidc?.issuer ?? "",
    subject: String(profile.sub),
    address: vouched ? String(profile.email) : null,
  };
}

/** Where a browser wanted to go when it set out for the provider, as next-auth keeps it in a cookie of that browser. */
export function wantedBy(request: NextRequest | undefined): URL {
  const { publicUrl } = env();
  const cookie = `${publicUrl.protocol === "https:" ? "__Secure-" : ""}authjs.callback-url`;
  const text = request?.cookies.get(cookie)?.value ?? "/";
  const url = URL.canParse(text, publicUrl) ? new URL(text, publicUrl) : publicUrl;
  return url.origin === publicUrl.origin ? url : publicUrl;
}
