import { env } from "../../env";

/** The accent is only ever a rule or an underline, in a mid tone that holds 3:1 on white and on black. */
export const ACCENT = "#1c8690";
export const HAIRLINE = "rgba(128,128,128,.35)";
export const LINK = `color:inherit;text-decoration:underline;text-decoration-color:${ACCENT};text-underline-offset:3px`;

const MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:14px";
const CELL = `border:1px solid ${HAIRLINE};padding:5px 9px;vertical-align:top`;
const HEADING = "margin:14px 0 6px;font-size:16px;line-height:1.4";

/** What each element of a post looks like in a mail, where style sheets are cut out; what is not here loses its tag. */
const styles: Readonly<Record<string, string>> = {
  p: "margin:0 0 10px",
  h3: HEADING,
  h4: HEADING,
  h5: HEADING,
  h6: HEADING,
  ul: "margin:0 0 10px;padding:0 0 0 22px",
  ol: "margin:0 0 10px;padding:0 0 0 22px",
  li: "margin:0 0 4px",
  blockquote: `margin:0 0 10px;padding:0 0 0 14px;border-left:3px solid ${HAIRLINE}`,
  pre: `margin:0 0 12px;padding:10px 12px;border:1px solid ${HAIRLINE};border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.45;${MONO}`,
  code: MONO,
  table: "border-collapse:collapse;margin:0 0 12px;font-size:15px;line-height:1.45",
  thead: "",
  tbody: "",
  tr: "",
  th: `${CELL};text-align:left;font-weight:600`,
  td: CELL,
  hr: `border:0;border-top:1px solid ${HAIRLINE};margin:14px 0`,
  br: "",
  strong: "",
  em: "",
  s: "",
  sup: "",
};

const tag = /<(\/?)([a-z0-9]+)([^>]*)>/g;
/** Somebody's name, which stands out as on the page and leads nowhere: a mail has links enough. */
const name = /<(a|span) class="ref ref-(?:member|group)"[^>]*>(.*?)<\/\1>/g;
const spoiler = /<span class="spoiler" tabindex="0">.*?<\/span>/gs;
const wayBack = /<a class="footnote-back"[^>]*>.*?<\/a>/gs;

/**
 * A post's HTML, with its references resolved, as mail programs show it: inline styles, absolute links, spoilers
 * covered, no classes, no ids. The HTML is safe by construction; here nothing is added but styles.
 */
export function postHtml(resolved: string): string {
  return resolved
    .replace(wayBack, "")
    .replace(spoiler, "▒▒▒")
    .replace(name, "<strong>$2</strong>")
    .replace(tag, (_whole, slash: string, element: string, attributes: string) => {
      if (element === "a") return slash ? "</a>" : link(attributes);
      if (element === "section")
        return slash ? "</div>" : `<div style="font-size:14px;border-top:1px solid ${HAIRLINE};padding:8px 0 0">`;
      const style = styles[element];
      if (style === undefined) return "";
      if (slash) return `</${element}>`;
      const align = /class="align-(center|right)"/.exec(attributes)?.[1];
      const start = element === "ol" ? (/ start="\d+"/.exec(attributes)?.[0] ?? "") : "";
      const direction = attributes.includes('dir="auto"') ? ' dir="auto"' : "";
      const whole = align ? `${style};text-align:${align}` : style;
      return `<${element}${start}${direction}${whole ? ` style="${whole}"` : ""}>`;
    });
}

/** Links within the post (footnotes) lead nowhere in a mail; links of ours get this host's address. */
function link(attributes: string): string {
  const href = /\bhref="([^"]*)"/.exec(attributes)?.[1] ?? "";
  if (href.startsWith("/")) return `<a href="${env().publicUrl.origin}${href}" style="${LINK}">`;
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? `<a href="${href}" style="${LINK}">` : "<a>";
}
