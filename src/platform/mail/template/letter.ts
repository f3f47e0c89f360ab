import { escapeHtml } from "@/kernel/escape";
import { frame } from "./frame";
import { ACCENT } from "./post-html";
import { wrap } from "./wrap";

/** A mail that somebody's own act asked for: a few sentences and at most one thing to press. */
export type Letter = {
  lang: string;
  subject: string;
  team: string;
  heading: string;
  paragraphs: readonly string[];
  /** Leads to a page, whose own button acts. */
  button?: { label: string; href: string };
  /** Why this came. */
  why: string;
};

/** A letter as the HTML and the text part of a mail. The same letter gives the same parts. */
export function letter({ lang, subject, team, heading, paragraphs, button, why }: Letter): {
  html: string;
  text: string;
} {
  const words = paragraphs.map((paragraph) => `<p style="margin:0 0 14px">${escapeHtml(paragraph)}</p>`).join("\n");
  const press =
    button &&
    `<p style="margin:24px 0 14px"><a href="${escapeHtml(button.href)}" style="display:inline-block;padding:12px 22px;border:2px solid ${ACCENT};border-radius:8px;color:inherit;font-weight:bold;text-decoration:none">${escapeHtml(button.label)}</a></p>
<p style="margin:0;font-size:14px;opacity:.75;word-break:break-all">${escapeHtml(button.href)}</p>`;
  const html = frame({
    lang,
    title: subject,
    eyebrow: team,
    heading,
    rows: `<tr><td>${words}${press ?? ""}</td></tr>`,
    why,
    links: [],
  });
  const text = [
    wrap(heading),
    ...paragraphs.flatMap((paragraph) => ["", wrap(paragraph)]),
    ...(button ? ["", `${button.label}:`, button.href] : []),
    "",
    // Below this line mail programs fold what is not the message (RFC 3676, 4.3).
    "-- ",
    wrap(why),
  ].join("\n");
  return { html, text: `${text}\n` };
}
