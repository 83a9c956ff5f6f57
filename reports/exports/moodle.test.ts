import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { mixed } from "../samples/results.ts";
import { filledMoodleWorksheet } from "./moodle-worksheet.ts";
import { moodleCsv } from "./moodle.ts";
import { ada, alan, grace, secrets, stranger } from "./samples.ts";

const rowsOf = (text: string): string[][] => parse(text, { relax_column_count: true });

const worksheet = [
  'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"',
  '"Participant 7","Alan Turing",ALAN@example.org,"Submitted for grading",,10.00,Yes,"Friday, 27 November 2026, 9:00 AM",-,',
  '"Participant 101","A. Lovelace",ada.l@example.org,"Submitted for grading",,10.00,Yes,"Friday, 27 November 2026, 9:01 AM",-,',
  '"Participant 8","Grace Hopper",grace@example.org,"Submitted for grading",4.00,10.00,Yes,"Friday, 27 November 2026, 9:02 AM",-,"good, so far"',
  '"Participant 9","Emmy Noether",emmy@example.org,"No submission",,10.00,Yes,-,-,',
  "",
].join("\n");

test("the gradebook import has one identifier, grade and feedback, and no row that would take a grade away", () => {
  const { text, notes } = moodleCsv([ada, grace, alan, stranger], { assignment: "Week 3", outOf: 10 });
  expect(rowsOf(text)).toEqual([
    ["Email address", "Week 3", "Week 3 (feedback)"],
    ["Ada@example.org", "3", expect.stringContaining("3 of 10 points.")],
    ["alan@example.org", "0", "0 of 4 points. Not yet right: max-pool."],
  ]);
  expect(notes).toEqual([
    '"ada" is graded on the rest alone: 4 points could not be graded, by no fault of the student.',
    '"grace" has no grade: 1 exercise could not be graded, by no fault of the student. Grade the submission again.',
    '"x-007" is in no row: the roster has no email address for it.',
  ]);
});

test("the identifier is the one that most people have, and no row is without it", () => {
  const byNumber = [ada, alan].map(({ result, person }) => ({
    result,
    person: { id: person!.id, sisId: person!.sisId! },
  }));
  const { text, notes } = moodleCsv([...byNumber, { ...stranger, person: { id: "1", email: "x@example.org" } }], {
    assignment: "W",
  });
  expect(rowsOf(text).map(([who]) => who)).toEqual(["ID number", "S-1", "S-3"]);
  expect(notes.at(-1)).toBe('"x-007" is in no row: the roster has no id number for it.');
});

test("where the roster has ids of its own alone, they stand there with a warning", () => {
  const { text, notes } = moodleCsv([{ ...alan, person: { id: "alan" } }], { assignment: "W" });
  expect(rowsOf(text).map(([who]) => who)).toEqual(["Identifier", "alan"]);
  expect(notes[0]).toMatch(/^The roster has no addresses, numbers or logins/);
});

test("an identifier that is a formula is left out, since it could not be both harmless and found", () => {
  const { text, notes } = moodleCsv([{ ...alan, person: { id: "1", email: "=1+1@example.org" } }], { assignment: "W" });
  expect(rowsOf(text)).toHaveLength(1);
  expect(notes).toEqual(['"alan" is in no row: a spreadsheet would take its email address for a formula.']);
});

test("a worksheet is filled by participant, address or name, and nothing else in it changes", () => {
  const { text, notes } = filledMoodleWorksheet([ada, grace, alan, stranger], worksheet);
  const before = rowsOf(worksheet);
  const after = rowsOf(text);
  const changed = after.flatMap((row, at) =>
    row.flatMap((cell, column) => (cell === before[at]![column] ? [] : [[at, column, cell]])),
  );
  expect(changed).toEqual([
    [1, 4, "0"],
    [1, 9, "0 of 4 points. Not yet right: max-pool."],
    [2, 4, "3"],
    [2, 9, expect.stringContaining("3 of 10 points.")],
  ]);
  // Grace was not graded: her line has the bytes that it had.
  expect(text.split("\n").slice(3)).toEqual(worksheet.split("\n").slice(3));
  expect(notes.at(-1)).toBe('1 row without a submission, left as before: "Emmy Noether".');
});

test("the headers of another language are given, never made up", () => {
  const german = worksheet
    .replace("Status,Grade,", "Status,Bewertung,")
    .replace('"Feedback comments"', '"Feedback als Kommentar"');
  expect(() => filledMoodleWorksheet([ada], german)).toThrow(
    /^the worksheet has no column "Grade"\. Its columns are "Identifier", .*; --grade-column says which one it is\.$/,
  );
  const { text } = filledMoodleWorksheet([ada], german, {
    gradeColumn: "Bewertung",
    feedbackColumn: "Feedback als Kommentar",
  });
  expect(text.split("\n")[0]).toBe(german.split("\n")[0]);
  expect(rowsOf(text)[2]![4]).toBe("3");
});

test("what is no worksheet is refused, and one without feedback is filled without", () => {
  expect(() => filledMoodleWorksheet([ada], "a\n1\n")).toThrow("the template is no grading worksheet of Moodle");
  const without = worksheet.replaceAll(/,("Feedback comments"|"good, so far"|)$/gm, "");
  expect(filledMoodleWorksheet([ada], without).notes).toContain(
    "The worksheet has no column “Feedback comments”, so no feedback is in it. --feedback-column names it.",
  );
});

test("nothing of hidden checks is in either", () => {
  const graded = [{ ...ada, result: mixed }];
  expect(moodleCsv(graded, { assignment: "W" }).text + filledMoodleWorksheet(graded, worksheet).text).not.toMatch(
    secrets,
  );
});
