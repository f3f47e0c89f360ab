import { crc32, deflateSync } from "node:zlib";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/kernel/ids";
import { reader, transaction } from "@/platform/db";
import { members, pictures } from "@/platform/db/schema";
import { useDatabase } from "../support/database";
import { useEntrances } from "../support/http";
import { foundTeam, joinTeam, type Person } from "../support/people";

useDatabase();
const serve = useEntrances();

const HOST = "localhost:3000";
const ours = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
const as = ({ token }: Person) => ({ ...ours, cookie: `tidings-session=${token}` });

type Ask = Awaited<ReturnType<typeof serve>>;
const upload = (ask: Ask, by: Person, body: string | Buffer, query = "", type = "image/png") =>
  ask(`/api/pictures${query}`, { method: "POST", headers: { ...as(by), "content-type": type }, body });

/** What is kept of a member's picture, decoded. */
async function kept(by: Person) {
  const [row] = await reader().select().from(pictures).where(eq(pictures.memberId, by.id));
  const bytes = Buffer.from(row!.data, "base64");
  const [red = 0, , blue = 0] = (await sharp(bytes).raw().toBuffer()).subarray((128 * 256 + 128) * 3);
  return { bytes, about: await sharp(bytes).metadata(), middle: { red, blue } };
}

/** Left half red, right half blue, 400 by 200. */
let halves: Buffer;
beforeAll(async () => {
  const blue = await sharp({ create: { width: 200, height: 200, channels: 3, background: "#00f" } })
    .png()
    .toBuffer();
  halves = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#f00" } })
    .composite([{ input: blue, left: 200, top: 0 }])
    .png()
    .toBuffer();
});

describe("a picture", () => {
  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)("as %s becomes 256 by 256 WebP", async (format) => {
    const ada = await foundTeam();
    const ask = await serve();
    const answer = await upload(ask, ada, await sharp(halves).toFormat(format).toBuffer(), "", "text/html");
    expect(answer.status, answer.text).toBe(200);
    const { pictureId } = JSON.parse(answer.text);
    expect(await ada.api.members.me()).toMatchObject({ pictureId });
    expect((await kept(ada)).about).toMatchObject({ format: "webp", width: 256, height: 256 });
  });

  test("is cut as chosen, in pixels of the upright picture, and keeps nothing that the file said besides", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    // Turned by its EXIF: upright it is 200 wide and 400 high, red above and blue below.
    const turned = await sharp(halves)
      .jpeg()
      .withExif({ IFD0: { Copyright: "SECRET-PLACE" }, IFD3: { GPSLatitude: "52/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(turned.includes("SECRET-PLACE")).toBe(true);
    expect((await upload(ask, ada, turned, "?x=0&y=200&size=200")).status).toBe(200);
    const low = await kept(ada);
    expect(low.middle.blue).toBeGreaterThan(200);
    expect(low.middle.red).toBeLessThan(60);
    expect(low.about).toMatchObject({ width: 256, height: 256 });
    for (const about of ["exif", "icc", "xmp", "iptc", "orientation"] as const)
      expect(low.about[about]).toBeUndefined();
    expect(low.bytes.includes("SECRET-PLACE")).toBe(false);
    expect((await upload(ask, ada, turned, "?x=0&y=0&size=200")).status).toBe(200);
    expect((await kept(ada)).middle.red).toBeGreaterThan(200);
    for (const query of ["?x=1&y=0&size=200", "?x=0&y=0&size=0", "?x=0&y=0", "?x=-1&y=0&size=9", "?x=a&y=0&size=9"])
      expect((await upload(ask, ada, turned, query)).status, query).toBe(400);
  });

  test("takes the place of the last one, whose address ends; taken away, nothing is left", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    const path = async () => `/api/pictures/${ada.id}/${(await ada.api.members.me()).pictureId}`;
    await upload(ask, ada, halves);
    const first = await path();
    await upload(ask, ada, halves);
    expect((await ask(first, { headers: as(ada) })).status).toBe(404);
    expect((await ask(await path(), { headers: as(ada) })).status).toBe(200);
    await ada.api.members.removePicture();
    await ada.api.members.removePicture();
    expect(await ada.api.members.me()).toMatchObject({ pictureId: null });
    expect(await reader().$count(pictures)).toBe(0);
  });

  test("two at once: the last stands whole", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(ask, ada, halves)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const [row] = await reader().select().from(pictures);
    expect(await ada.api.members.me()).toMatchObject({ pictureId: row?.id });
  });
});

/** 20000 by 20000 pixels of one bit each in some 50 KB of PNG. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.from([0, 0, 78, 32, 0, 0, 78, 32, 1, 0, 0, 0, 0]);
  const rows = deflateSync(Buffer.alloc(20_000 * 2_501));
  return Buffer.concat([
    halves.subarray(0, 8),
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("hostile case 31: what is no picture is refused by its content, and changes nothing", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const html = "<!doctype html><script>alert(1)</script>";
  const cases: [string, () => string | Buffer | Promise<Buffer>, number, RegExp][] = [
    ["a page", () => html, 400, /no picture/],
    ["SVG", () => svg, 400, /no picture/],
    ["SVG behind an XML head", () => `<?xml version="1.0"?>${svg}`, 400, /no picture/],
    ["PDF", () => "%PDF-1.7\n", 400, /no picture/],
    ["TIFF", () => sharp(halves).tiff().toBuffer(), 400, /no picture/],
    ["0 bytes", () => "", 400, /empty/],
    ["a GIF's head before a page", () => `GIF89a/*${html}*/`, 400, /damaged|no picture/],
    [
      "a PNG's head before SVG",
      () => Buffer.concat([halves.subarray(0, 8), Buffer.from(svg)]),
      400,
      /damaged|no picture/,
    ],
    ["a PNG that is cut off", () => halves.subarray(0, halves.length - 40), 400, /damaged/],
    ["over the cap", () => Buffer.alloc(10 * 1024 * 1024 + 1), 413, /at most 10 MB/],
    ["a bomb of 20000 by 20000", bomb, 400, /60 million pixels/],
  ];
  test.each(cases)("%s", async (_name, make, status, message) => {
    const ada = await foundTeam();
    const ask = await serve();
    const answer = await upload(ask, ada, await make());
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(message)]);
    expect(await reader().$count(pictures)).toBe(0);
    expect((await upload(ask, ada, halves, "", "image/svg+xml")).status).toBe(200);
  });

  test("a picture with a page behind it comes out as a picture alone", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    const polyglot = Buffer.concat([halves, Buffer.from(html)]);
    expect((await upload(ask, ada, polyglot, "", "text/html")).status).toBe(200);
    expect((await kept(ada)).bytes.includes("script")).toBe(false);
  });

  test("a body that does not say how long it is ends at the cap", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    const asked = { method: "POST", headers: as(ada), chunked: true, body: Buffer.alloc(11 * 1024 * 1024, 1) };
    const answer = await ask("/api/pictures", asked).catch((error: { code?: string }) => ({ status: error.code }));
    // The connection ends once the cap is passed; the answer may be lost on the way.
    expect([413, "EPIPE", "ECONNRESET"]).toContain(answer.status);
    expect(await reader().$count(pictures)).toBe(0);
  });
});

describe("a picture's address", () => {
  test("answers to who may know the member, as a picture and nothing else; hostile case 34: in one size", async () => {
    const ada = await foundTeam();
    const bob = await joinTeam(ada, "Bob");
    const ask = await serve();
    await upload(ask, ada, halves);
    const { pictureId } = await ada.api.members.me();
    const path = `/api/pictures/${ada.id}/${pictureId}`;
    const seen = await ask(path, { headers: as(bob) });
    expect(seen).toMatchObject({
      status: 200,
      headers: {
        "content-type": "image/webp",
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": expect.stringContaining("sandbox"),
      },
    });
    for (const query of ["?size=99999999", "?size[]=1", "?w=../../etc", "?size=1e308"]) {
      const same = await ask(`${path}${query}`, { headers: as(bob) });
      expect([same.status, same.body.equals(seen.body)], query).toEqual([200, true]);
    }
    expect((await ask(path, { headers: ours })).status).toBe(401);
    const others = [
      `/api/pictures/${bob.id}/${pictureId}`,
      `/api/pictures/${ada.id}/${newId()}`,
      `/api/pictures/${ada.id}`,
      `/api/pictures/${ada.id}/..%2f..%2fetc`,
      `${path}/x`,
      "/api/pictures",
    ];
    for (const other of others) expect((await ask(other, { headers: as(bob) })).status, other).toBe(404);
    // Hostile case 18: a guest who shares no channel with her.
    await transaction(
      async (tx) => void (await tx.update(members).set({ role: "guest" }).where(eq(members.id, bob.id))),
    );
    bob.actor.role = "guest";
    for (const { id } of (await bob.api.channels.list({ joined: true })).items)
      await bob.api.channels.leave({ channelId: id });
    expect((await ask(path, { headers: as(bob) })).status).toBe(404);
    expect((await ask(path, { headers: as(ada) })).status).toBe(200);
  });

  test("takes nothing from strangers or other sites", async () => {
    const ada = await foundTeam();
    const ask = await serve();
    const send = (headers: Record<string, string>, method = "POST") =>
      ask("/api/pictures", { method, headers, body: halves });
    expect((await send(ours)).status).toBe(401);
    expect((await send({ ...as(ada), origin: "https://evil.example" })).status).toBe(403);
    expect((await send(as(ada), "PUT")).status).toBe(405);
    expect((await send(as(ada))).status).toBe(200);
  });
});
