import { escapeHtml } from "@/kernel/escape";
import { excerpt, plainText } from "@/kernel/plain-text";
import { type Reader, resolveRefs } from "@/kernel/refs";
import { postHtml } from "@/platform/mail";
import type { ModelPost } from "./model";
import type { ViewPost } from "./view";

const EXCERPT = 220;
const code = /(<pre>.*?<\/pre>)/s;

/** A post as its reader sees it in a mail: whole, or how it begins. */
export function viewOfPost({ html, inFull }: ModelPost, reader: Reader): Pick<ViewPost, "html" | "text"> {
  if (!inFull) {
    const start = excerpt(plainText(html, reader), EXCERPT);
    return { html: `<p dir="auto" style="margin:0">${escapeHtml(start)}</p>`, text: [{ code: false, text: start }] };
  }
  const pieces = html.split(code).map((piece) => ({ code: piece.startsWith("<pre>"), text: plainText(piece, reader) }));
  return { html: postHtml(resolveRefs(html, reader)), text: pieces.filter(({ text }) => text !== "") };
}
