/** Lines that the example in docs/policies.md does not have. */
import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import { finalGrade } from "./final-grade.ts";
import { attempt } from "./testing/attempts.ts";

const relu = "02-activations/relu";
const ada = { id: "ada" };
const given = { at: "2026-05-20T09:00:00Z", by: "kim", submission: "ada", mode: "set", comment: "" } as const;
const essay = { id: "essay", title: "Essay", criteria: [{ id: "a", title: "Argument", points: 6 }] };

test("a mark that is pending says on what, and gives no mark", () => {
  expect(explain(finalGrade({ attempts: [attempt(1, { [relu]: [5, 10] })], policy: { items: [essay] } }))).toEqual([
    "Mark pending: Essay still to be marked by hand. 50 of 100 so far.",
    "Attempt 1 counts. It is the only one. There is no due date. It gives 50.",
    "02-activations/relu: 5 of 10. It makes up 100 % of the mark.",
    "Essay: Left out: It is still to be marked by hand.",
    "Essay, Argument: still to be marked, of 6.",
    "Sum: 50.",
  ]);
});

test("a criterion that nobody marked is not asked for where the whole item was set; an exercise that is missing says so", () => {
  const handedIn = attempt(1, { [relu]: [0, 10] });
  const [exercise] = handedIn.result.exercises;
  const missing = {
    ...handedIn,
    result: { ...handedIn.result, exercises: [{ ...exercise!, status: "missing" as const }] },
  };
  const manual = [{ ...given, item: "essay", points: 6 }];
  expect(explain(finalGrade({ attempts: [missing], policy: { items: [essay] }, manual })).slice(2, 5)).toEqual([
    "02-activations/relu: 0 of 10. It is missing. It makes up 62.5 % of the mark.",
    "Essay: 6 of 6. Set to 6 by kim. It makes up 37.5 % of the mark.",
    "Sum: 37.5.",
  ]);
});

test("no mark says why", () => {
  expect(explain(finalGrade({ attempts: [], policy: {}, person: ada }))).toEqual(["No mark: nothing was handed in."]);
  expect(explain(finalGrade({ attempts: [attempt(1, { [relu]: "not graded" })], policy: {} }))).toEqual([
    "No mark: nothing could be graded, by no fault of the student.",
    "Attempt 1 counts. It is the only one. There is no due date.",
    "02-activations/relu: Left out: It could not be graded, by no fault of the student.",
  ]);
});

test("points given to the whole, the cap and what to look at have their lines, each on one", () => {
  const manual = [{ ...given, mode: "add" as const, points: -2.5, comment: "Copied\n\nfrom a book" }];
  const graded = {
    attempts: [attempt(1, { [relu]: [9, 10] })],
    policy: { timeZone: "UTC", due: "2026-05-10", cap: 80 },
  };
  expect(explain(finalGrade({ ...graded, manual, person: { id: "ada", extension: "soon" } }))).toEqual([
    "Mark: 80 of 100.",
    "Due: the end of 2026-05-10 (UTC).",
    "Attempt 1 counts. It is the only one. When it was handed in is not known; it counts as in time. It gives 90.",
    "02-activations/relu: 9 of 10. It makes up 100 % of the mark.",
    "Sum: 90.",
    "The whole: Less 2.5 by kim: “Copied from a book”",
    "Capped: 87.5 is above the cap.",
    'To look at: The extension in the roster is "soon", expected a date (2026-05-13), a moment with its zone (2026-05-13T18:00:00+02:00) or a number of days (3). It was not counted: write it so.',
  ]);
});
