/** What the URL standard would take for something other than a host's name. */
const notInNames = /[\s%/\\:?#@[\]<>|^]/u;
const name =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * A mail domain in the one form under which it is compared: ASCII as the DNS knows it (IDNA by UTS #46), lower-cased. Null
 * for what is no domain: a single label, a number, a name with a dot at its end.
 */
export function domainKey(text: string): string | null {
  const url = `http://${text}/`;
  if (notInNames.test(text) || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return name.test(hostname) ? hostname : null;
}

/**
 * An address whose domain is exactly one of these, written so that mail goes to that domain and to no look-alike; null
 * for any other. A domain within one of them is another domain.
 */
export function addressWithin(domains: readonly string[], address: string): string | null {
  const at = address.lastIndexOf("@");
  const key = domainKey(address.slice(at + 1));
  return key !== null && domains.includes(key) ? `${address.slice(0, at)}@${key}` : null;
}
