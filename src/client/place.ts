import { isId } from "@/kernel/new-id";

/** Which part of the inbox is shown; all that is not done, unless said. */
export type InboxShow = "unread" | "done";

/** Where a signed-in member is, as its address says it. */
export type Place =
  | { at: "inbox"; thread?: string; show?: InboxShow }
  | { at: "search"; text?: string; thread?: string }
  | { at: "channel"; channel: string; thread?: string }
  | { at: "new-thread"; channel: string }
  | { at: "messages"; thread?: string }
  | { at: "new-message"; to?: string }
  | { at: "channel-about"; channel: string }
  | { at: "channels" }
  | { at: "members" }
  | { at: "invitations" }
  | { at: "member"; member: string }
  | { at: "groups" }
  | { at: "group"; group: string }
  | { at: "profile" }
  | { at: "admin-members" }
  | { at: "audit" }
  | { at: "settings" }
  | { at: "addresses" }
  | { at: "security" }
  | { at: "mails"; mail?: string };

/**
 * Reads an address: its path, and its query as `location.search` has it. Gives undefined for what is no place of ours; a
 * trailing slash is forgiven, an unknown query ignored.
 */
export function parsePlace(pathname: string, search = ""): Place | undefined {
  const [, first, second, third, ...more] = pathname.replace(/\/+$/, "").split("/");
  if (more.length > 0) return undefined;
  if (first === "inbox" && third === undefined) {
    const show = shown(search);
    if (second === undefined) return { at: "inbox", ...show };
    return isId(second) ? { at: "inbox", thread: second, ...show } : undefined;
  }
  if (first === "search" && third === undefined) {
    const text = new URLSearchParams(search).get("q")?.trim();
    if (second !== undefined && !isId(second)) return undefined;
    return { at: "search", ...(second && { thread: second }), ...(text && { text }) };
  }
  if (first === "messages" && third === undefined) return inMessages(second, search);
  if (first === "channels") return inChannel(second, third);
  if (first === "admin" && second === "invitations" && third === undefined) return { at: "invitations" };
  if ((first === "members" || first === "groups") && third === undefined) {
    if (second === undefined) return { at: first };
    if (!isId(second)) return undefined;
    return first === "members" ? { at: "member", member: second } : { at: "group", group: second };
  }
  if (first === "admin" && second === "members" && third === undefined) return { at: "admin-members" };
  if (first === "admin" && second === "audit" && third === undefined) return { at: "audit" };
  if (first === "settings") {
    if (second === undefined) return { at: "settings" };
    if (second === "addresses" && third === undefined) return { at: "addresses" };
    if (second === "profile" && third === undefined) return { at: "profile" };
    if (second === "security" && third === undefined) return { at: "security" };
    if (second !== "mail") return undefined;
    if (third === undefined) return { at: "mails" };
    return isId(third) ? { at: "mails", mail: third } : undefined;
  }
  return undefined;
}

function shown(search: string): { show?: InboxShow } {
  const show = new URLSearchParams(search).get("show");
  return show === "unread" || show === "done" ? { show } : {};
}

function inMessages(next: string | undefined, search: string): Place | undefined {
  if (next === undefined) return { at: "messages" };
  if (next !== "new") return isId(next) ? { at: "messages", thread: next } : undefined;
  const to = new URLSearchParams(search).get("to");
  return to && isId(to) ? { at: "new-message", to } : { at: "new-message" };
}

function inChannel(channel: string | undefined, next: string | undefined): Place | undefined {
  if (channel === undefined) return { at: "channels" };
  if (!isId(channel)) return undefined;
  if (next === undefined) return { at: "channel", channel };
  if (next === "new") return { at: "new-thread", channel };
  if (next === "about") return { at: "channel-about", channel };
  return isId(next) ? { at: "channel", channel, thread: next } : undefined;
}

/** Whether a place is about the team's people or their groups. */
export const ofPeople = ({ at }: Place): boolean =>
  at === "members" || at === "member" || at === "groups" || at === "group";

/** Whether a place belongs to those who run the team. */
export const isAdmin = ({ at }: Place): boolean => at === "invitations" || at === "admin-members" || at === "audit";

/** The address of a place: `parsePlace` of it gives the place back. */
export function hrefOf(place: Place): string {
  switch (place.at) {
    case "inbox":
      return `/inbox${place.thread ? `/${place.thread}` : ""}${place.show ? `?show=${place.show}` : ""}`;
    case "search":
      return `/search${place.thread ? `/${place.thread}` : ""}${place.text ? `?q=${encodeURIComponent(place.text)}` : ""}`;
    case "channel":
      return place.thread ? `/channels/${place.channel}/${place.thread}` : `/channels/${place.channel}`;
    case "new-thread":
      return `/channels/${place.channel}/new`;
    case "messages":
      return place.thread ? `/messages/${place.thread}` : "/messages";
    case "new-message":
      return place.to ? `/messages/new?to=${place.to}` : "/messages/new";
    case "channel-about":
      return `/channels/${place.channel}/about`;
    case "invitations":
      return "/admin/invitations";
    case "addresses":
      return "/settings/addresses";
    case "member":
      return `/members/${place.member}`;
    case "group":
      return `/groups/${place.group}`;
    case "profile":
      return "/settings/profile";
    case "security":
      return "/settings/security";
    case "mails":
      return place.mail ? `/settings/mail/${place.mail}` : "/settings/mail";
    case "admin-members":
      return "/admin/members";
    case "audit":
      return "/admin/audit";
    default:
      return `/${place.at}`;
  }
}
