import { expect, test } from "vitest";
import type { ShownPost } from "@/features/posts/ui";
import { DAY, MINUTE } from "@/kernel/clock";
import type { Participant } from "../contract";
import { type Piece, streamOf } from "./stream";

const at = Date.parse("2026-11-24T09:00:00Z");
const post = (number: number, author: string, minutes: number): ShownPost => ({
  ...{ id: `p${number}`, number, parentId: null, at: at + minutes * MINUTE, html: "", deleted: false, unread: false },
  ...({} as ShownPost),
  author: { id: author, name: author, pictureId: null },
});
const person = (id: string, minutes: number): Participant => ({
  ...{ id, name: id, pictureId: null, handle: id, zone: "UTC", active: true },
  added: { by: { id: "ada", name: "ada", pictureId: null }, at: at + minutes * MINUTE, history: "all" },
});
const dayOf = (instant: number) => String(Math.floor(instant / DAY));
const shape = (pieces: Piece[]) =>
  pieces.map((piece) => (piece.kind === "added" ? piece.person.id : piece.posts.map(({ number }) => number)));

test("messages of one author stand together until another writes, time passes, a day ends or what is new begins", () => {
  const posts = [
    ...[post(1, "ada", 0), post(2, "ada", 5), post(3, "bob", 6), post(4, "bob", 30), post(5, "bob", 31)],
    ...[post(6, "bob", 899), post(7, "bob", 901)],
  ];
  expect(shape(streamOf(posts, [], { dayOf }))).toEqual([[1, 2], [3], [4, 5], [6], [7]]);
  expect(shape(streamOf(posts, [], { dayOf, newFrom: "p5" }))).toEqual([[1, 2], [3], [4], [5], [6], [7]]);
});

test("who was let in stands between the messages, and not above what one has not fetched", () => {
  const posts = [post(1, "ada", 0), post(2, "ada", 5)];
  const people = [person("late", 9), person("cy", 3), person("early", -60)];
  expect(shape(streamOf(posts, people, { dayOf }))).toEqual([[1], "cy", [2], "late"]);
});
