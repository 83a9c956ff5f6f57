import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { hostile } from "../samples/hostile.ts";
import { languageOf } from "../texts/language.ts";
import { mapPage, mapPageView } from "./map-page.ts";

const english = languageOf("en");

/** student-1 to student-51, who have a relu that is right and an elu that is not. */
const results = Array.from({ length: 51 }, (_, at) =>
  result(`student-${at + 1}`, [
    exercise("02-activations/relu", "ReLU", [check("it is right", 1)]),
    exercise("02-activations/elu", "ELU", [check("it is right", 1), check("so is its slope", 3, { status: "fail" })]),
  ]),
);

test("fifty students stand in a table, with the heads of all columns, and the mean stands in the first", () => {
  const { map, jumps } = mapPageView({ results }, { language: english });
  expect(map!.blocks.map(({ label, range, count }) => [label, range, count])).toEqual([
    ["From student-1 to student-50", "1–50", 50],
    ["From student-51 to student-51", "51–51", 1],
  ]);
  expect(jumps.map(({ first }) => first)).toEqual(["student-1", "student-51"]);
  const tables = mapPage({ results }).split("<table").slice(1);
  expect(tables.map((table) => table.match(/items\.html#/g)!.length)).toEqual([2, 2]);
  expect(tables.map((table) => table.includes("Mean"))).toEqual([true, false]);
});

test("heads that come again are no stops of the keyboard", () => {
  const tables = mapPage({ results }).split("<table").slice(1);
  expect(tables.map((table) => table.match(/tabindex="-1"/g)?.length ?? 0)).toEqual([0, 2]);
});

test("every jump leads to a table", () => {
  const html = mapPage({ results });
  const targets = [...html.matchAll(/<li><a href="#([^"]*)"/g)].map(([, id]) => id!);
  expect(targets).toHaveLength(2);
  for (const id of targets) expect(html).toContain(`id="${id}"`);
});

test("one table has no range and nothing to jump to", () => {
  const { map, jumps } = mapPageView({ results: results.slice(0, 50) }, { language: english });
  expect(map!.blocks.map(({ label, range }) => [label, range])).toEqual([["", ""]]);
  expect(jumps).toEqual([]);
});

test("a name is text, whatever it holds, and a page of nobody says so", () => {
  const html = mapPage({ results: [hostile], title: hostile.submission.id });
  expect(html).not.toMatch(/<script|<img/);
  expect(mapPage({ results: [] })).toContain("There is nobody to show yet.");
});
