import { unsubscribeAction } from "@/features/mails/unsubscribe";
import { newId } from "@/kernel/ids";
import type { Asked } from "../../support/http";
import { type ActorName, actors } from "./actors";
import type { World } from "./world";

/** One request to an entrance, and the status that each actor gets. */
export type Ask = {
  what: string;
  path: string | ((world: World) => string);
  asked?: Asked;
  statuses: Record<ActorName, number>;
};

/** The path of each entrance of src/server/handler.ts, as it stands there, with what is asked of it. */
export const entrances: Record<string, Ask[]> = {};

/** The methods that each of them answers. */
export const methods: Record<string, string> = {
  "/api/trpc/": "GET POST",
  "/api/events": "GET",
  "/api/audit": "GET HEAD",
  "/api/health": "GET HEAD",
  "/api/pictures": "GET HEAD POST",
  "/api/auth/": "GET HEAD POST",
  "/api/unsubscribe/": "GET HEAD POST",
  "/_next/static/": "GET HEAD",
  "/": "GET HEAD",
};

const members = "200 200 200 200 200 200 200 401 401";
const all = (status: number) => actors.map(() => status).join(" ");

function entrance(at: string, what: string, path: Ask["path"], statuses: string, asked?: Asked): void {
  const each = statuses.split(" ").map(Number);
  const read = Object.fromEntries(actors.map((actor, index) => [actor, each[index]])) as Ask["statuses"];
  entrances[at] = [...(entrances[at] ?? []), { what, path, asked, statuses: read }];
}

entrance("/api/trpc/", "a procedure for members", "/api/trpc/members.me", members);
entrance("/api/trpc/", "a procedure for anyone", "/api/trpc/settings.team", all(200));
entrance("/api/trpc/", "what is no procedure", "/api/trpc/members.nothing", all(404));
entrance("/api/events", "a stream", "/api/events", members);
entrance("/api/audit", "the audit log", "/api/audit?as=csv", "200 403 403 403 403 403 403 401 401");
entrance("/api/health", "whether it lives", "/api/health", all(200));
entrance(
  "/api/pictures",
  "a picture that nobody has",
  `/api/pictures/${newId()}/${newId()}`,
  "404 404 404 404 404 404 404 401 401",
);
entrance("/api/pictures", "a picture that is none", "/api/pictures", "400 400 400 400 400 400 400 401 401", {
  method: "POST",
  body: "no picture",
  headers: { origin: "http://localhost:3000" },
});
entrance("/api/auth/", "next-auth, which answers everybody", "/api/auth/csrf", all(200));
// The token decides, whoever holds it: a mail program has no session.
const unsubscribing = ({ people }: World) =>
  new URL(unsubscribeAction({ memberId: people.bystander.id, scope: "digest" })).pathname;
entrance("/api/unsubscribe/", "a link of a mail", unsubscribing, all(303));
entrance("/api/unsubscribe/", "one click", unsubscribing, all(200), {
  method: "POST",
  body: "List-Unsubscribe=One-Click",
});
entrance("/api/unsubscribe/", "a guessed link", "/api/unsubscribe/x.digest.y", all(404), { method: "POST" });
entrance("/_next/static/", "a script of the program", "/_next/static/x.js", all(200));
// Pages ask by themselves who is there: tests/reliability/pages.test.ts.
entrance("/", "a page", "/inbox", all(200));
