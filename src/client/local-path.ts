const HERE = "http://here.invalid";

/**
 * The path of ours that a link's parameter names, or the inbox when it names anything else: `//host`, `/\host` and
 * `https:host` all lead away in some browser.
 */
export function localPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/") || !URL.canParse(text, HERE)) return "/inbox";
  const url = new URL(text, HERE);
  return url.origin === HERE && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/inbox";
}
