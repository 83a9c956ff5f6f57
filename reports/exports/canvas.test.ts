import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { result } from "../samples/build.ts";
import { relu } from "../samples/exercises.ts";
import { canvasCsv, filledCanvasCsv } from "./canvas.ts";
import { ada, alan, grace, stranger } from "./samples.ts";

const rowsOf = (text: string): string[][] => parse(text, { relax_column_count: true });

/** As Canvas exports it, with a hidden column, a total, quotes, and nobody in the order of the submissions. */
const exported = [
  "\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,Notes,Week 2 (11),Week 3 (12),Week 3 (13),Current Score,Final Score",
  ",,,,,,Manual Posting,,,,",
  "    Points Possible,,,,,,10.00,20.00,10.00,(read only),(read only)",
  '"Turing, Alan",103,S-3,alan,"Blue, Red",,9.00,,,90.0,45.0',
  '"Hopper, Grace",999,S-2,grace,Blue,"says ""hi""",8.00,7.00,,80.0,40.0',
  '"Lovelace, Ada",998,,,Blue,,7.50,,,75.0,37.5',
  '"Curie, Marie",104,S-4,marie,Blue,,,EX,,,',
  '"Noether, Emmy",105,S-5,emmy,Blue,,,,,,',
  "",
].join("\r\n");

test("the column is filled for who is found by id, number, login or name, and nothing else changes", () => {
  const marie = { result: result("marie", [relu]), person: { id: "104" } };
  const { text, notes } = filledCanvasCsv([ada, grace, alan, stranger, marie], exported, { assignment: "Week 3 (12)" });
  expect(text).toBe(
    exported
      .replace('103,S-3,alan,"Blue, Red",,9.00,,', '103,S-3,alan,"Blue, Red",,9.00,0,')
      .replace("7.50,,,75.0", "7.50,6,,75.0"),
  );
  expect(notes).toEqual([
    '"ada" is graded on the rest alone: 4 points could not be graded, by no fault of the student.',
    '"grace" has no grade: 1 exercise could not be graded, by no fault of the student. Grade the submission again.',
    '"x-007" is in no row: the roster names nobody for it.',
    '1 row without a submission, left as before: "Noether, Emmy".',
    '"marie" has no grade: the template says EX.',
  ]);
});

test("the maximum is the template's, or what is asked for", () => {
  const grades = (outOf?: number) =>
    rowsOf(
      filledCanvasCsv([ada], exported, { assignment: "Week 3 (13)", ...(outOf === undefined ? {} : { outOf }) }).text,
    )[5]![8];
  expect(grades()).toBe("3");
  expect(grades(50)).toBe("15");
});

test("a row that two people claim, and a name that stands in two rows, decide nothing", () => {
  const twin = { result: result("ada-2", [relu]), person: { id: "998" } };
  const two = exported.replace("Noether, Emmy", "Turing, Alan").replace("103,S-3,alan", "203,,");
  const alanByName = { ...alan, person: { id: "x", name: "Alan Turing" } };
  const { text, notes } = filledCanvasCsv([ada, twin, alanByName], two, { assignment: "Week 3 (12)" });
  expect(text).toBe(two);
  expect(notes).toContain('"alan" is in no row: 2 rows of the template could be meant.');
  expect(notes).toContain('The row of "Lovelace, Ada" is left as it was: "ada" and "ada-2" all claim it.');
});

test("semicolons, last and first names and decimal commas are read as Canvas writes them", () => {
  const template =
    "LastName;FirstName;ID;SIS Login ID;Section;Week 3 (12)\n    Points Possible;;;;;20,00\nLovelace;Ada;;;Blue;\n";
  expect(filledCanvasCsv([ada], template, { assignment: "Week 3" }).text).toBe(template.replace("Blue;\n", "Blue;6\n"));
});

test.each([
  [
    "Week 9",
    exported,
    'the template has no column "Week 9". Its assignments are "Notes", "Week 2 (11)", "Week 3 (12)" and "Week 3 (13)".',
  ],
  [
    "Week 3",
    exported,
    'the template has 2 columns for "Week 3". Give the title with its number: "Week 3 (12)" and "Week 3 (13)".',
  ],
  [
    "Final Score",
    exported,
    'the assignment "Final Score" is called like a column of totals, which Canvas ignores in an import. Give another title.',
  ],
  [
    "Week 3",
    "name,points\nada,3\n",
    "the template is no gradebook of Canvas: its header must begin with Student, ID and have Section. Export the gradebook in Canvas (Grades, Export, Export Entire Gradebook) and give that file.",
  ],
  [
    "Week 2",
    exported.replace("10.00,20.00", "(read only),20.00"),
    'the template\'s column "Week 2 (11)" is read only, and Canvas would ignore it.',
  ],
])("%s: the error names what was given and what to do", (assignment, template, message) => {
  expect(() => filledCanvasCsv([ada], template, { assignment })).toThrow(message);
});

test("without a template: a header and rows that the importer takes, an empty cell for who could not be graded", () => {
  const { text, notes } = canvasCsv([grace, alan, ada, stranger], { assignment: "Week 3", outOf: 10 });
  const [header, points, ...rows] = rowsOf(text);
  // What GradebookImporter checks: Student, ID, and Section as the last column of the student.
  expect(header).toEqual(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 3"]);
  expect(points).toEqual(["    Points Possible", "", "", "", "", "10"]);
  expect(rows).toEqual([
    ["Ada Lovelace", "101", "S-1", "ada", "Blue", "3"],
    ["Alan Turing", "103", "S-3", "alan", "", "0"],
    ["Grace Hopper", "102", "S-2", "grace", "", ""],
  ]);
  expect(notes.join()).toContain('"x-007" is in no row');
});

test("an id that Canvas would read as another student's number stays out of the column of ids", () => {
  const { text } = canvasCsv([{ ...alan, person: { id: "12ab", name: "=2+5" } }], { assignment: "Week 3" });
  expect(rowsOf(text)[2]).toEqual(["'=2+5", "", "", "12ab", "", "0"]);
});
