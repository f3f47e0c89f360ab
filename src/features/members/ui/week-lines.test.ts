import { expect, test } from "vitest";
import { weekLines } from "./week-lines";

const usual = [{ from: 540, to: 1080 }];
const night = [{ from: 1320, to: 1800 }];

test("days of the same hours stand together, free days nowhere", () => {
  expect(weekLines([usual, usual, usual, usual, usual, [], []], "en")).toEqual([["Mon–Fri", "09:00–18:00"]]);
  expect(weekLines([usual, night, [], usual, usual, [], night], "de")).toEqual([
    ["Mo", "09:00–18:00"],
    ["Di", "22:00–06:00"],
    ["Do–Fr", "09:00–18:00"],
    ["So", "22:00–06:00"],
  ]);
  expect(weekLines(Array(7).fill([]), "en")).toEqual([]);
});
