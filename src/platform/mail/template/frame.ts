import { escapeHtml } from "@/kernel/escape";
import { ACCENT } from "./post-html";

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Quieter text is the mail program's own ink, thinner: it holds in light and dark. */
export const QUIET = "opacity:.75";
export const SERIF = "font-family:Georgia,'Times New Roman',serif";

export type Frame = {
  lang: string;
  title: string;
  /** One line above the heading. */
  eyebrow: string;
  heading: string;
  /** Table rows. */
  rows: string;
  /** Why this came, and where to change that. */
  why: string;
  links: { label: string; href: string }[];
};

/** A mail's outer HTML: one column of tables, no images, no style sheet, all text in the mail program's own ink. */
export function frame({ lang, title, eyebrow, heading, rows, why, links }: Frame): string {
  const table = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"';
  const foot = links
    .map(
      ({ label, href }) =>
        `<a href="${escapeHtml(href)}" style="display:inline-block;padding:11px 16px 11px 0;color:inherit;text-decoration:underline;text-decoration-color:${ACCENT};text-underline-offset:3px">${escapeHtml(label)}</a>`,
    )
    .join(" ");
  return `<!doctype html>
<html lang="${lang}" style="color-scheme:light dark">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0;font-family:${FONT};font-size:16px;line-height:1.55;-webkit-text-size-adjust:100%;overflow-wrap:break-word">
${table} width="100%"><tr><td align="center" style="padding:32px 16px 40px">
<!--[if mso]>${table} width="600"><tr><td><![endif]-->
${table} style="width:100%;max-width:600px;text-align:left;table-layout:fixed">
<tr><td style="padding:0 0 28px">
<p style="margin:0 0 14px;font-size:14px;${QUIET}">${escapeHtml(eyebrow)}</p>
<h1 style="margin:0;${SERIF};font-size:27px;line-height:1.3;font-weight:normal;letter-spacing:-.2px">${escapeHtml(heading)}</h1>
</td></tr>
${rows}
<tr><td style="padding:44px 0 0"><div style="padding:20px 0 0;border-top:2px solid ${ACCENT};font-size:14px;line-height:1.55">
<p style="margin:0 0 6px;${QUIET}">${escapeHtml(why)}</p>
<p style="margin:0">${foot}</p>
</div></td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`;
}
