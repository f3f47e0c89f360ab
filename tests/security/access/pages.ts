import type { ActorName } from "./actors";
import { everybody, inside, insideInList, nobody, type Outcome, readCells, seen, seenInList, whoever } from "./actors";
import type { Seeded, Spot } from "./world";

type About = { at: Spot; whose: Seeded };
type PageThing = "public" | "private" | "own" | "others" | "team";

/**
 * An address and what each actor finds there: `+` the page (or the way to it), `0` the page without the thing, `N` 404,
 * `A` the way to the sign-in.
 */
export type PageAsk = {
  thing: PageThing;
  path: (about: About) => string;
  /** What the page holds when it shows the thing. */
  shows: (about: About) => string;
  cells: Record<ActorName, Outcome>;
};

/** The pages by their files in src/app. */
export const pages: Record<string, PageAsk[]> = {};

function page(
  file: string,
  cells: Partial<Record<PageThing, string>>,
  path: PageAsk["path"],
  shows: PageAsk["shows"] = () => "",
): void {
  for (const [thing, text] of Object.entries(cells) as [PageThing, string][])
    pages[file] = [...(pages[file] ?? []), { thing, path, shows, cells: readCells(text) }];
}

const team = "(team)/[...place]/page.tsx";
const listed = { public: seenInList, private: insideInList };
page(
  team,
  listed,
  ({ at }) => `/channels/${at.channelId}`,
  ({ at }) => at.title,
);
page(
  team,
  listed,
  ({ at }) => `/channels/${at.channelId}/${at.threadId}`,
  ({ at }) => at.postId,
);
page(
  team,
  listed,
  ({ at }) => `/channels/${at.channelId}/new`,
  ({ at }) => at.name,
);
page(
  team,
  listed,
  () => "/inbox",
  ({ at }) => at.title,
);
page(
  team,
  listed,
  ({ at }) => `/inbox/${at.threadId}`,
  ({ at }) => at.postId,
);
page(team, { team: everybody }, () => "/search");
page(
  team,
  listed,
  ({ at }) => `/search/${at.threadId}`,
  ({ at }) => at.postId,
);
page(
  team,
  listed,
  () => "/channels",
  ({ at }) => at.name,
);
page(
  team,
  { own: everybody, others: "+ + + + + 0 +" },
  () => "/members",
  ({ whose }) => whose.name,
);
page(
  team,
  { own: everybody, others: "0 0 0 0 0 0 0" },
  () => "/settings/mail",
  ({ whose }) => whose.mailId,
);
page(
  team,
  { own: everybody, others: "0 0 0 0 0 0 0" },
  ({ whose }) => `/settings/mail/${whose.mailId}`,
  ({ whose }) => `Mail of ${whose.name.replace("Name-of-", "")}`,
);
page(team, { team: everybody }, () => "/settings");
page(team, { team: `${nobody} N N` }, () => "/no-such-place");

const asked = { public: seen, private: inside };
page("t/[thread]/page.tsx", asked, ({ at }) => `/t/${at.threadId}`);
page("p/[post]/page.tsx", asked, ({ at }) => `/p/${at.postId}`);

page("page.tsx", { team: whoever }, () => "/");
page("sign-in/page.tsx", { team: whoever }, () => "/sign-in");
page("join/page.tsx", { team: whoever }, () => "/join");
page("join/self/[token]/page.tsx", { team: whoever }, () => "/join/self/guessed");
page("join/self/[token]/page.tsx", { team: whoever }, () => `/join/self/${"long".repeat(1_000)}`);
page("join/[token]/page.tsx", { team: whoever }, () => "/join/guessed");
page("join/[token]/page.tsx", { team: whoever }, () => `/join/${"long".repeat(1_000)}`);
page("prove/[token]/page.tsx", { team: whoever }, () => "/prove/guessed");
page("revert/[token]/page.tsx", { team: whoever }, () => "/revert/guessed");
page("merge/[token]/page.tsx", { team: whoever }, () => "/merge/guessed");
page("forgot/page.tsx", { team: whoever }, () => "/forgot");
page("reset/[token]/page.tsx", { team: whoever }, () => "/reset/guessed");
page("sign-in/link/page.tsx", { team: whoever }, () => "/sign-in/link");
page("sign-in/step/page.tsx", { team: whoever }, () => "/sign-in/step");
page("sign-in/[token]/page.tsx", { team: whoever }, () => "/sign-in/guessed");
page("setup/[token]/page.tsx", { team: whoever }, () => "/setup/guessed");
page("setup/[token]/page.tsx", { team: whoever }, () => `/setup/${"long".repeat(1_000)}`);
page("unsubscribe/[token]/page.tsx", { team: whoever }, () => "/unsubscribe/guessed");
page("unsubscribe/[token]/page.tsx", { team: whoever }, () => `/unsubscribe/${"long".repeat(1_000)}`);
page("api/auth/[...nextauth]/route.ts", { team: whoever }, () => "/api/auth/csrf");
