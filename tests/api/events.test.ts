import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { endSession } from "@/features/auth/sessions";
import { newId } from "@/kernel/ids";
import { transaction } from "@/platform/db";
import { type Background, startBackground } from "@/server/background";
import { useDatabase } from "../support/database";
import { listen, useEntrances } from "../support/http";
import { foundTeam, joinTeam, type Person, signedIn } from "../support/people";

useDatabase();
const serve = useEntrances();
let background: Background;
beforeEach(async () => {
  background = await startBackground();
});
afterEach(() => background.stop());

type Stream = Awaited<ReturnType<typeof listen>>;
const cookie = ({ token }: Person) => `tidings-session=${token}`;
/** Waits until a stream has told of something. */
const told = (stream: Stream, what: string) =>
  vi.waitFor(() => expect(stream.text).toContain(what), { timeout: 5_000, interval: 10 });
const kinds = ({ text }: Stream) => [...text.matchAll(/"kind":"([\w.]+)"/g)].map(([, kind]) => kind);

async function privateChannel() {
  const ada = await foundTeam();
  const bob = await joinTeam(ada, "Bob");
  const channelId = newId();
  await ada.api.channels.create({ id: channelId, name: "board", visibility: "private" });
  await ada.api.channels.addMember({ channelId, memberId: bob.id });
  const thread = async () => {
    const id = newId();
    await ada.api.threads.start({ id, postId: newId(), channelId, title: "Numbers", body: "Up." });
    return id;
  };
  return { ada, bob, channelId, thread };
}

describe("a browser's stream", () => {
  test("tells whoever is in a private channel, and nothing more to whoever was removed, whatever place they name", async () => {
    const { ada, bob, channelId, thread } = await privateChannel();
    const { port } = await serve();
    const [hers, his] = [await listen(port, cookie(ada)), await listen(port, cookie(bob))];
    expect(hers.headers).toMatchObject({ "content-type": "text/event-stream", "x-accel-buffering": "no" });
    await told(hers, "event: start");
    await told(his, "event: start");

    const first = await thread();
    await told(hers, first);
    await told(his, first);
    await ada.api.channels.removeMember({ channelId, memberId: bob.id });
    const second = await thread();
    await told(hers, second);
    const again = await listen(port, cookie(bob), 0);
    await vi.waitFor(() => expect(kinds(again)).toContain("channel.left"));
    expect(his.text).not.toContain(second);
    expect(again.text).not.toContain(second);
    expect(again.text).not.toContain(first);
    const hersAgain = await listen(port, cookie(ada), 0);
    await told(hersAgain, second);
    expect(hersAgain.text).toContain(first);
  });

  test("hostile case 7, tells whoever lost a moved thread that it left, and whoever sees it where it is", async () => {
    const { ada, bob, channelId, thread } = await privateChannel();
    const { port } = await serve();
    const id = await thread();
    const closed = newId();
    await ada.api.channels.create({ id: closed, name: "closed", visibility: "private" });
    const [hers, his] = [await listen(port, cookie(ada)), await listen(port, cookie(bob))];
    await told(hers, "event: start");
    await told(his, "event: start");
    await ada.api.threads.move({ id, channelId: closed });
    await told(hers, "thread.moved");
    await told(his, "thread.left");
    expect(his.text).toContain(`"leftId":"${id}"`);
    expect(his.text).toContain(channelId);
    const late = await ada.api.posts.add({ id: newId(), threadId: id, body: "Among us." });
    await told(hers, late.id);
    expect(kinds(his)).not.toContain("thread.moved");
    expect(his.text).not.toContain(closed);
    expect(his.text).not.toContain(late.id);
  });

  test("ends with its session, at once, and no other's with it", async () => {
    const { ada, bob } = await privateChannel();
    const { port } = await serve();
    const [hers, his] = [await listen(port, cookie(ada)), await listen(port, cookie(bob))];
    await transaction((tx) => endSession(tx, bob.actor));
    await vi.waitFor(() => expect(his.ended).toBe(true));
    expect(hers.ended).toBe(false);
    expect((await listen(port, cookie(bob))).status).toBe(401);
    expect((await listen(port, cookie(ada))).status).toBe(200);
  });

  test("hostile case 48, ends when its member changes the password elsewhere, and where they did it goes on", async () => {
    const { ada } = await privateChannel();
    const other = await signedIn(ada.id);
    const { port } = await serve();
    const [here, there] = [await listen(port, cookie(ada)), await listen(port, cookie(other))];
    await ada.api.auth.setPassword({ password: "a quiet new lantern" });
    await vi.waitFor(() => expect(there.ended).toBe(true));
    expect(here.ended).toBe(false);
    expect((await listen(port, cookie(other))).status).toBe(401);
    expect((await listen(port, cookie(ada))).status).toBe(200);
  });

  test("is for members only, and a session has at most six", async () => {
    const { ada, bob } = await privateChannel();
    const { port } = await serve();
    expect((await listen(port, "")).status).toBe(401);
    const statuses = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await listen(port, cookie(ada))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect((await listen(port, cookie(bob))).status).toBe(200);
  });
});
