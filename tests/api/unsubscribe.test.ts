import { expect, test } from "vitest";
import { readUnsubscribeToken } from "@/features/mails";
import { useDatabase } from "../support/database";
import { useEntrances } from "../support/http";
import { HOST, joined, settleAnyhow, useMail } from "../support/mail";
import { scene, settle, useScene } from "../support/scene";

useDatabase();
const clock = useScene("2026-11-19T12:00:00Z");
const mail = useMail();
const entrances = useEntrances();

/** The path in a real mail's List-Unsubscribe, and those who are concerned. */
async function mailed() {
  const { ada, bob, start } = await scene(clock, { members: ["ada", "bob"] });
  await joined(ada, bob);
  await start(ada);
  await settle();
  clock.set("2026-11-20T09:00:00Z");
  await settleAnyhow();
  const header = mail.sink().received[0]?.mail.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "";
  const path = new URL(header.replace(/[<>]/g, "")).pathname;
  return {
    ada,
    bob,
    path,
    token: path.split("/").at(-1)!,
    request: await entrances({ PUBLIC_URL: `https://${HOST}` }),
  };
}

const oneClick = {
  method: "POST",
  body: "List-Unsubscribe=One-Click",
  headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.provider.example" },
};

test("one click from a mail provider switches the digest off, without cookie or origin of ours, for that member alone", async () => {
  const { ada, bob, path, request } = await mailed();
  expect((await bob.digests.mine()).when).toBe("working_days");
  const answer = await request(path, oneClick);
  expect([answer.status, answer.headers.location, answer.headers["set-cookie"]]).toEqual([200, undefined, undefined]);
  expect((await bob.digests.mine()).when).toBe("off");
  expect((await ada.digests.mine()).when).toBe("working_days");
  expect((await request(path, oneClick)).status).toBe(200);
});

test("opening the link acts on nothing and leads to the page; the page's own form acts and comes back to it", async () => {
  const { bob, path, token, request } = await mailed();
  for (const method of ["GET", "HEAD"]) {
    const opened = await request(path, { method });
    expect([opened.status, opened.headers.location]).toEqual([303, `/unsubscribe/${token}`]);
  }
  expect((await bob.digests.mine()).when).toBe("working_days");
  const posted = await request(path, { method: "POST", body: "", headers: oneClick.headers });
  expect([posted.status, posted.headers.location]).toEqual([303, `/unsubscribe/${token}`]);
  expect((await bob.digests.mine()).when).toBe("off");
});

test("a token that is cut, changed or made for another is worth nothing", async () => {
  const { ada, bob, path, token, request } = await mailed();
  const [memberId = "", scope = "", signature = ""] = token.split(".");
  const wrong = [
    token.slice(0, -1),
    `${memberId}.${scope}.`,
    `${memberId}.${scope}.${"A".repeat(signature.length)}`,
    `${ada.id}.${scope}.${signature}`,
    `${memberId}.everything.${signature}`,
    `${token}.more`,
    "",
  ];
  for (const each of wrong) {
    expect(readUnsubscribeToken(each)).toBeNull();
    expect((await request(path.replace(token, each), oneClick)).status).toBe(404);
  }
  for (const person of [ada, bob]) expect((await person.digests.mine()).when).toBe("working_days");
  expect(readUnsubscribeToken(token)).toEqual({ memberId: bob.id, scope: "digest" });
});
