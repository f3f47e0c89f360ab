import { describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { hrefOf, type Place, parsePlace } from "./place";

describe("places", () => {
  const channel = newId();
  const thread = newId();
  const places: Place[] = [
    { at: "inbox" },
    { at: "inbox", thread },
    { at: "inbox", show: "unread" },
    { at: "inbox", thread, show: "done" },
    { at: "search" },
    { at: "search", thread, text: "where & how?" },
    { at: "channels" },
    { at: "channel", channel },
    { at: "channel", channel, thread },
    { at: "new-thread", channel },
    { at: "messages" },
    { at: "messages", thread },
    { at: "new-message" },
    { at: "new-message", to: thread },
    { at: "channel-about", channel },
    { at: "members" },
    { at: "invitations" },
    { at: "member", member: thread },
    { at: "groups" },
    { at: "group", group: thread },
    { at: "profile" },
    { at: "admin-members" },
    { at: "audit" },
    { at: "settings" },
    { at: "addresses" },
    { at: "security" },
    { at: "mails" },
    { at: "mails", mail: thread },
  ];

  test.each(places.map((place) => [hrefOf(place), place] as const))(
    "%s is read back as the place it was made from",
    (href, place) => {
      const [path = "", query = ""] = href.split("?");
      expect(parsePlace(path, query)).toEqual(place);
      expect(parsePlace(`${path}/`, `?${query}`)).toEqual(place);
    },
  );

  test.each([
    "/",
    "/inbox/7",
    `/inbox/${thread}/more`,
    "/channels/general",
    `/channels/${channel}/old`,
    `/channels/${channel}/about/more`,
    "/settings/else",
    "/settings/security/more",
    "/members/7",
    "/admin",
    "/admin/invitations/7",
    "/groups/design",
    "/settings/profile/more",
    "/messages/7",
    "/nowhere",
  ])("%s is no place of ours", (href) => {
    expect(parsePlace(href)).toBeUndefined();
  });

  test("a query that is not ours is ignored", () => {
    expect(parsePlace("/inbox", "?show=constructor&utm=1")).toEqual({ at: "inbox" });
  });
});
