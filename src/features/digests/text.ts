import { wrap } from "@/platform/mail";
import type { DigestView, ViewPost, ViewSection, ViewThread } from "./view";

/** The text part of a digest: everything that the HTML part says, in lines of at most 72 characters. */
export function digestText(view: DigestView): string {
  const foot = [wrap(view.why), ...view.links.flatMap(({ label, href }) => ["", wrap(label), href])];
  return `${[
    wrap(view.eyebrow),
    "",
    wrap(view.heading),
    ...view.sections.flatMap(section),
    "",
    "",
    // Below this line mail programs fold what is not the message (RFC 3676, 4.3).
    "-- ",
    ...foot,
  ].join("\n")}\n`;
}

const section = ({ title, threads, older }: ViewSection): string[] => [
  "",
  "",
  title.toLocaleUpperCase(),
  ...threads.flatMap(thread),
  ...(older ? ["", `${older.label}: ${older.href}`] : []),
];

const thread = ({ title, meta, posts, more, href }: ViewThread): string[] => [
  "",
  wrap(title),
  wrap(meta, 2),
  ...posts.flatMap(post),
  ...(more ? ["", wrap(more, 2)] : []),
  "",
  `  ${href}`,
];

const post = ({ by, text }: ViewPost): string[] => [
  ...(by ? ["", wrap(by, 2)] : []),
  ...text.flatMap((piece) => ["", piece.code ? indented(piece.text) : wrap(piece.text, 4)]),
];

/** Code keeps its lines: where they break is part of what it says. */
const indented = (code: string): string => code.replace(/^(?=.)/gm, "    ");
