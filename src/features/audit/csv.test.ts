import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("no cell is a formula to a spreadsheet", () => {
  for (const cell of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])
    expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
  expect(csvLine(["Ana =1"])).toBe('"Ana =1"\r\n');
});

test("quotes, commas and line ends stay inside their cell", () => {
  expect(csvLine(['say "hi"', "a,b", "a\r\nb"])).toBe('"say ""hi""","a,b","a\r\nb"\r\n');
});
