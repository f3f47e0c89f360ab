import { choose, type Waiting } from "@/features/digests/choice";
import type { DigestModel } from "@/features/digests/model";
import { formatLocal } from "@/kernel/calendar";
import { renderMarkdown } from "@/kernel/markdown";
import type { Reader } from "@/kernel/refs";

const ID = (n: number) => `01932f00-0000-7000-8000-${String(n).padStart(12, "0")}`;
const ana = ID(1);
const lookup = { members: new Map([["ana", ana]]), channels: new Map([["platform", ID(900)]]) };

const reader: Reader = {
  resolve: (kind, id) => {
    if (kind === "member") return id === ana ? { label: "Ana" } : null;
    if (kind === "channel") return id === ID(900) ? { label: "platform", href: `/channels/${id}` } : null;
    return null;
  },
  hidden: (kind) => `a private ${kind}`,
  time: (at) => ({
    label: formatLocal("Europe/Lisbon", at, "en-GB", "long"),
    title: formatLocal("Europe/Lisbon", at, "en-GB", "full"),
  }),
};

const authors = ["Priya Iyer", "Wanjiru Kamau", "Tane Hohepa", "Rafaela Moura", "Meera Nair"];
const titles = [
  "Where do attachments live once we leave one box?",
  "Empty states: words before pictures",
  "What the Wellington pilot taught us in a week",
  "Restore drill, November",
  "Two schools in Nakuru ask for guest accounts",
  "Dark theme: the colour of “due”",
  "Auckland changed its clocks, we did not",
  "Postmortem: the quiet hour on <12 November>",
];
const bodies = [
  `I have put the two options side by side so that nobody has to be awake for the discussion.

- **Object storage.** One more thing to run, but the second machine needs nothing from the first.
- **Shared disk.** Nothing new to learn; a restart of one machine is felt on the other.

My leaning is object storage behind the port we have. @ana yours to decide, by <time:2026-11-20T17:00[Europe/Lisbon]> if you can; the rest is in #platform and [the runbook](https://docs.northwind.example/runbook?a=1&b=2).`,
  `This is what the drill printed, in full:

\`\`\`ts
const started = performance.now();
await restore({ from: "backups/2026-11-18.db", verify: true, onProgress: (done) => report(done), andAVeryLongLine: "x" });
\`\`\`

| step | minutes | who |
| :-- | --: | :-- |
| bare machine | 4 | Wanjiru |
| waiting for DNS | 4 | nobody |
| signed-in page | 3 | Wanjiru |

> Eleven minutes, four of them waiting.
> Next time the name comes first.

1. Lower the TTL
2. Write it down
   - [x] for the host
   - [ ] for the next drill`,
  "Does the second sentence still say what you meant in March? I kept the first because it survived the test with the new people. The ending is ||that the picture goes||.",
  "Seven things, ordered by how much they surprised me. Number two is about the digest and I think it changes our plan for the winter, since half of the people there never open the page at all and live in their mail, which they read on a phone, on the bus, in the dark.",
];

/** `times`: how often each body says what it has to say. */
type Sample = {
  threads: number;
  postsPerThread?: number;
  times?: number;
  reasons?: Waiting["reason"][];
  locale?: string;
};

/** A digest of so many threads, with everything in it that a post can hold. */
export function sampleModel({
  threads,
  postsPerThread = 1,
  times = 1,
  reasons = ["mentioned"],
  locale = "en",
}: Sample): DigestModel {
  const waiting: (Waiting & { html: string; author: string })[] = [];
  const start = Date.parse("2026-11-18T13:50:00Z");
  for (let thread = 0; thread < threads; thread++)
    for (let post = 0; post < postsPerThread; post++) {
      const n = thread * postsPerThread + post;
      const { html } = renderMarkdown(Array.from({ length: times }, () => bodies[n % bodies.length]!).join("\n\n"), {
        baseUrl: "https://tidings.northwind.example",
        prefix: `p${n}-`,
        lookup,
      });
      waiting.push({
        reason: reasons[thread % reasons.length]!,
        threadId: ID(100 + thread),
        title: titles[thread % titles.length]!,
        direct: reasons[thread % reasons.length] === "direct",
        channelName: ["platform", "design", "customers"][thread % 3]!,
        postId: ID(1_000 + n),
        number: post + 2,
        authorId: ID(10 + (n % 5)),
        at: start + n * 1_380_000,
        size: html.length,
        html,
        author: authors[n % 5]!,
      });
    }
  const byId = new Map(waiting.map((post) => [post.postId, post]));
  const sections = choose(waiting, new Set()).map((section) => ({
    ...section,
    threads: section.threads.map((thread) => ({
      ...thread,
      shown: thread.shown.map(({ postId, inFull }) => ({ inFull, ...byId.get(postId)! })),
    })),
  }));
  return {
    to: { name: "Ana", locale, zone: "Europe/Lisbon" },
    team: "Northwind Studio",
    at: Date.parse("2026-11-19T09:00:00Z"),
    cause: "day_began",
    sections,
    reader,
  };
}
