/** A digest in the words of its reader's language: what both parts of the mail are set from. */
export type DigestView = {
  lang: string;
  subject: string;
  eyebrow: string;
  heading: string;
  sections: ViewSection[];
  why: string;
  links: ViewLink[];
};

export type ViewLink = { label: string; href: string };

export type ViewSection = {
  title: string;
  /** `called` stands out by its rule, in HTML. */
  isCall: boolean;
  threads: ViewThread[];
  older: ViewLink | null;
};

export type ViewThread = {
  title: string;
  href: string;
  /** One line that says who, where and why. */
  meta: string;
  posts: ViewPost[];
  more: string | null;
};

export type ViewPost = {
  /** Who and when, from the second post on; the first one's stand in `meta`. */
  by: string | null;
  /** For the HTML part. */
  html: string;
  /** For the text part: running text is wrapped, code is not. */
  text: { code: boolean; text: string }[];
};
