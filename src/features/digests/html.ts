import { escapeHtml } from "@/kernel/escape";
import { ACCENT, frame, HAIRLINE, LINK, QUIET, SERIF } from "@/platform/mail";
import type { DigestView, ViewLink, ViewSection, ViewThread } from "./view";

const TABLE =
  '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"';
const CALL = "#b0711a";

/** The HTML part of a digest. */
export const digestHtml = (view: DigestView): string =>
  frame({ ...view, title: view.subject, rows: view.sections.map(section).join("\n") });

function section(view: ViewSection, index: number): string {
  const top = index === 0 ? `padding:24px 0 0;border-top:2px solid ${ACCENT}` : "padding:36px 0 0";
  const threads = view.threads.map(view.isCall ? called : listed).join("\n");
  return `<tr><td style="${top}">
<h2 style="margin:0 0 ${view.isCall ? 16 : 10}px;${SERIF};font-size:20px;line-height:1.3">${escapeHtml(view.title)}</h2>
${threads}
${view.older ? older(view.older) : ""}
</td></tr>`;
}

/** What was said to the reader stands beside an amber rule, as what is due does on the page. */
function called(thread: ViewThread, index: number): string {
  const gap = index === 0 ? "" : "margin-top:28px;";
  return `${TABLE.slice(0, -1)};${gap.slice(0, -1)}"><tr><td width="3" bgcolor="${CALL}" style="width:3px;background:${CALL};font-size:0;line-height:0">&nbsp;</td><td style="padding:0 0 2px 16px">
${body(thread, "margin:0 0 10px;font-weight:normal;font-size:17px;line-height:1.4", "")}
</td></tr></table>`;
}

const listed = (thread: ViewThread): string =>
  `${TABLE}><tr><td style="padding:0 0 16px;border-top:1px solid ${HAIRLINE}">
${body(thread, "margin:0;font-weight:normal;font-size:16px;line-height:1.45", "padding:13px 0 8px")}
</td></tr></table>`;

function body({ title, href, meta, posts, more }: ViewThread, heading: string, link: string): string {
  const head = `<h3 style="${heading}"><a href="${escapeHtml(href)}" style="display:block;color:inherit;text-decoration:none;${link}"><strong style="text-decoration:underline;text-decoration-color:${ACCENT};text-underline-offset:3px">${escapeHtml(title)}</strong><br><span style="font-size:14px;line-height:22px;${QUIET}">${escapeHtml(meta)}</span></a></h3>`;
  const words = posts.map(({ by, html }) => {
    const who = by ? `<p style="margin:14px 0 4px;font-size:14px;${QUIET}">${escapeHtml(by)}</p>\n` : "";
    return `${who}<div>${html}</div>`;
  });
  const rest = more
    ? `<p style="margin:8px 0 0;font-size:15px"><a href="${escapeHtml(href)}" style="${LINK}">${escapeHtml(more)}</a></p>`
    : "";
  return [head, ...words, rest].filter((part) => part !== "").join("\n");
}

const older = ({ label, href }: ViewLink): string =>
  `<p style="margin:0;border-top:1px solid ${HAIRLINE};font-size:15px"><a href="${escapeHtml(href)}" style="display:inline-block;padding:11px 0 10px;${LINK}">${escapeHtml(label)}</a></p>`;
