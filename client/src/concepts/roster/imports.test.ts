/** Letters of columns are read as a spreadsheet shows them. */
import { expect, test } from "vitest";
import { columnIndex } from "./imports";

test("a column is found by its letters", () => {
  expect(["A", "Z", "AA", "AZ", "BA"].map(columnIndex)).toEqual([0, 25, 26, 51, 52]);
});
