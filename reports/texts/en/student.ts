/** Words of the page that a student reads. */
import { writingOf } from "../writing.ts";
import { points } from "./results.ts";

const { counted, number } = writingOf("en");

const of = (maximum: number): string => `of ${points(maximum)}`;
const entries = (count: number): string => counted(count, "entry", "entries");
const rows = (count: number): string => counted(count, "row", "rows");

/** Names of parts of the page, and what its templates say. */
export const words = {
  skip: "Skip to the exercises",
  instructor: "Instructor's copy: it shows hidden checks in full.",
  whole: "The submission as a whole:",
  overview: "Where the points come from",
  key: "Key",
  notStarted: "Not started",
  printed: "What your code printed",
  tryAgain: "Try again with",
  at: "At",
  call: "Call",
  inputToPaste: "Input that shows it, to paste",
  input: "Input that shows it",
  differs: "differs",
  boxed: "Entries in a box differ.",
  differences: "Differences",
  columnAt: "at",
  columnExpected: "expected",
  columnActual: "received",
  columnDifference: "difference",
  columnAllowed: "allowed",
  theValue: "the value",
  expected: "Expected",
  actual: "Your code returned",
  allowed: "Allowed error",
  looksLike: "It looks like",
  orLike: "Or like",
  reread: "Read again",
  known: "What is known",
  hint: "Hint",
  replay: "Replay with",
  source: "Expected value from",
  yourCode: "Your code",
  yourCodeAgain: "Your code, as shown above",
  brokeHere: "it broke here:",
  howGraded: "How this was graded",
  files: "Files that were read",
  sameReport: "The same submission, specs and seed give this same report.",
  isolation: "Isolation",
  limits: "Limits",
  seed: "Seed",
  versions: "Versions",
};

export const score = {
  of,
  none: "No exercise was graded.",
  counts: (exercises: string, counts: string): string => `${exercises}: ${counts}.`,
  /** `what`: points, exercises or both. */
  open: (what: string): string =>
    `${what} could not be graded, through no fault of yours. Nothing of it is lost: it is left out of the score.`,
  ofUnit: (earned: number, maximum: number): string => `${number(earned)} of ${number(maximum)}`,
  ofUndecided: (maximum: number): string => `– of ${number(maximum)}`,
};

export const names = {
  exercisesOf: (unit: string): string => `Exercises of ${unit}`,
  otherChecks: (exercise: string): string => `Other checks of ${exercise}`,
  console: (exercise: string): string => `Console output of ${exercise}`,
};

export const lesson = {
  inputs: (count: number): string => counted(count, "input", "inputs"),
  folded: (lines: number): string => `Input that shows it: ${lines} lines of TypeScript to paste`,
  asExpected: (parts: string): string => `As expected: ${parts}.`,
  shape: (sizes: string): string => `shape [${sizes}]`,
  moreRows: (count: number): string => counted(count, "more row", "more rows"),
  otherRows: (count: number): string => counted(count, "other row", "other rows"),
  missingRows: (count: number): string => `… and ${rows(count)} that the report does not hold`,
  lines: (from: number, to: number): string => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
  moreLines: (count: number): string => `${counted(count, "more line", "more lines")} of it`,
};

/** `x`, and where on it. */
interface Where {
  readonly name: string;
  readonly places: string;
  readonly isAll: boolean;
}

export const charts = {
  map: {
    title: "Where it is off",
    /** `place`: the indices of a slice, or empty. */
    name: (place: string): string => (place === "" ? "Map of the differences" : `Map of the differences at ${place}`),
    description: (wrong: number, all: number): string => `${number(wrong)} of ${entries(all)} differ.`,
    legend: (largest: string): string =>
      `Received minus expected: + is too large, − too small, empty is right. The darker, the further off, at most ${largest}.`,
    noNumbers: "Where a cell is marked, what was received is no number.",
    rest: (count: number, differing: number): string =>
      differing > 0
        ? `… and ${counted(count, "more slice", "more slices")}, of which ${number(differing)} differ.`
        : `… and ${counted(count, "slice that is", "slices that are")} right.`,
  },
  curve: {
    step: "step",
    overArgument: (name: string): string => `Over ${name}`,
    overSteps: "Over the steps",
    description: (wrong: number, all: number, where: Where): string =>
      `Expected and received. ${number(wrong)} of ${entries(all)} differ, at ${where.name} = ${where.places}${where.isAll ? "" : " and more"}.`,
    offScale: (count: number): string =>
      `${counted(count, "arrow stands", "arrows stand")} for what is far outside of the picture.`,
    lost: (count: number): string =>
      `${counted(count, "entry is", "entries are")} no finite number and can't be drawn.`,
  },
};

export const facts = {
  inForce: "In force:",
  limits: (seconds: number, megabytes: number, characters: number): string =>
    `${counted(seconds, "second", "seconds")} of CPU time, ${counted(megabytes, "megabyte", "megabytes")} of memory, ${counted(characters, "character", "characters")} of console output`,
  versions: (grader: string, node: string, specs: string, format: string): string =>
    `gradecheck ${grader}, Node ${node}, specs ${specs}, format ${format}`,
};

export const mark = {
  title: "Your mark",
  of: (maximum: number): string => `of ${number(maximum)}`,
  states: {
    graded: "",
    pending: "Something is still to be marked by hand:",
    "not graded": "There is no mark: nothing could be graded, through no fault of yours.",
    missing: "There is no mark: nothing was handed in.",
  },
  soFar: (mark: number, maximum: number): string => `So far it is ${number(mark)} of ${number(maximum)}.`,
  otherCounts: "Another attempt counts for the mark. Its page shows how the mark came about.",
  steps: "How it came about",
  due: "Due",
  extension: (before: string): string => `extended; for everybody else it was ${before}`,
  attempts: "Attempts",
  attempt: (number: number): string => `Attempt ${number}`,
  counts: "counts",
  gives: (mark: number): string => `It gives ${number(mark)}.`,
  parts: "Parts of the mark",
  columnPart: "part",
  columnPoints: "points",
  columnLate: "after lateness",
  columnWeight: "weight",
  columnAdds: "adds",
  pointsOf: (points: number, maximum: number): string => `${number(points)} of ${number(maximum)}`,
  automatic: (points: number, maximum: number): string => `${number(points)} of ${number(maximum)} by the checks.`,
  set: (who: string, points: number): string => `${who} set it to ${number(points)}:`,
  added: (who: string, points: number): string =>
    points < 0 ? `${who} took ${number(-points)} off:` : `${who} added ${number(points)}:`,
  undecided: (count: number): string => `${points(count)} could not be decided and are left out.`,
  toMark: "still to be marked",
  dropped: "Dropped, since the mark is higher without it.",
  leftOut: "Left out:",
  bonus: "Bonus",
  sum: "Sum of the parts",
  bonusSum: "Bonus",
  bonusCut: (cut: number): string => `${number(cut)} above the most that a bonus may add are cut`,
  byHand: "By hand, for the whole",
  capped: (before: number): string => `Capped: ${number(before)} is more than the mark can be`,
  rounded: (before: number): string => `Rounded from ${number(before)}`,
  notes: "To look at",
};
