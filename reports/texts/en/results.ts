/** Words that several reports use, the pages and the formats for terminals and other programs alike. */
import type { Problem } from "#graders/execution/executor.ts";
import type { CheckStatus, ExerciseStatus, Visibility } from "#graders/result/result.ts";
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("en");

export const points = (count: number): string => counted(count, "point", "points");
export const submissions = (count: number): string => counted(count, "submission", "submissions");
export const exercises = (count: number): string => counted(count, "exercise", "exercises");
export const checks = (count: number): string => counted(count, "check", "checks");
/** `3 of 6 points` */
export const pointsOf = (earned: number, maximum: number): string =>
  `${number(earned)} of ${counted(maximum, "point", "points")}`;
export const noPoints: string = "no points";
export const line = (line: number): string => `line ${line}`;
/** `exercises` has already its number: `2 exercises`. */
export const undecided = (what: string): string => `${what} not graded`;

/** What becomes of points that could not be given for a reason that isn't the student's. */
export const outside: string = "Its points are left out of the score, not lost.";

const ours = `The fault is the grader's. ${outside}`;

/** The word for a status, and what it means for the reader; empty where the word says it. */
export interface StatusText {
  readonly word: string;
  readonly meaning: string;
}

export const exerciseStatus: Readonly<Record<ExerciseStatus, StatusText>> = {
  passed: { word: "passed", meaning: "" },
  failed: { word: "not yet right", meaning: "" },
  "not started": { word: "not started", meaning: "The file is still the stub." },
  missing: { word: "missing", meaning: "" },
  broken: { word: "not loadable", meaning: "The file could not be loaded, so no check could run." },
  "not graded": { word: "not graded", meaning: ours },
};

export const checkStatus: Readonly<Record<CheckStatus, StatusText>> = {
  pass: { word: "passed", meaning: "" },
  fail: { word: "wrong answer", meaning: "" },
  error: { word: "stopped", meaning: "" },
  skipped: { word: "skipped", meaning: "What this builds on was not passed. Mend that first." },
  inconclusive: { word: "inconclusive", meaning: outside },
  "not graded": { word: "not graded", meaning: ours },
};

/** What is said of a check whose inputs the reader may not see. */
export const withheld: {
  readonly fails: Readonly<Record<Visibility, string>>;
  readonly unwritten: string;
  readonly broke: Readonly<Record<Problem["kind"], string>>;
  readonly console: string;
} = {
  fails: {
    visible: "It fails on inputs that are not shown yet.",
    hidden: "It fails on inputs that are not shown.",
    "after-due": "It fails on inputs that are shown after the due date.",
  },
  unwritten: "What it calls is not written yet.",
  broke: {
    missing: "The file is missing.",
    "not-a-file": "The file could not be read.",
    archive: "The archive could not be read.",
    "too-large": "The file is too large.",
    "not-text": "The file is not text.",
    syntax: "The file is not TypeScript.",
    "unsupported-typescript": "The file uses TypeScript that can't be run.",
    import: "The file imports what it may not.",
    "missing-export": "The file does not export what this check calls.",
    threw: "On an input that is not shown, the code throws an error.",
    "timed-out": "On an input that is not shown, the code takes too long and is stopped.",
    "never-settles": "On an input that is not shown, the code returns a promise that never settles.",
    "out-of-memory": "On an input that is not shown, the code uses too much memory and is stopped.",
    "too-much-output": "On an input that is not shown, the code returns a value that is too large.",
    "not-data": "On an input that is not shown, the code returns what is not data.",
    exited: "On an input that is not shown, the code ends the process that runs it.",
    grader: "The grader could not run this check.",
  },
  console: "Console output is not shown, because checks ran on this code whose inputs are hidden.",
};

/** Where kernels were run. */
export const devices = {
  decided: (name: string): string => `Graded on ${name}.`,
  other: (name: string, earned: number, maximum: number): string => `${name} ${pointsOf(earned, maximum)}`,
  agree: (others: string): string => `Also run on ${others}.`,
  differ: (others: string): string => `Also run on ${others}, which costs nothing: see how the devices differ.`,
};

/** How code was kept apart from the grader. */
export const isolation = {
  tried: (probes: number): string => `${counted(probes, "way", "ways")} out tried before grading`,
  none: "none got through",
  open: (ways: string): string => `open after an escape: ${ways}`,
};

/** How far off an entry is, beside how far it may be. */
export const off = {
  entryAt: (at: string, off: string): string => `The entry at ${at} is off by ${off}.`,
  result: (off: string): string => `The result is off by ${off}.`,
  entryAllowed: (at: string, allowed: string, off: string): string =>
    `At ${at} that is ${allowed}, and the entry is off by ${off}.`,
  resultAllowed: (allowed: string, off: string): string => `Here that is ${allowed}, and the result is off by ${off}.`,
};

/** Where an input is too long for a report. */
export const wholeInput: string =
  "The input is too long to show. To see all of it, print the arguments in your function and replay the check.";

/** What came of a submission beside an earlier one of the same person. */
export const since = {
  title: "Since the last attempt",
  /** For a submission whose files are the same as before. */
  regraded: "Since it was graded before",
  gained: (difference: number): string => `${points(difference)} more than before.`,
  lost: (difference: number): string => `${points(difference)} fewer than before.`,
  same: "As many points as before.",
  otherChecks: "The checks have changed since then, so not all of this need come from your code.",
  /** Of checks that are not named. */
  more: (count: number): string => `and ${number(count)} more`,
  newlyPassed: "Newly passed",
  newlyOpen: "Passed before, not any more",
};

/** What to do next, in the order in which it helps most. */
export const next = {
  title: "What to do next",
  load: "Make the file load. Nothing in it can be checked before.",
  unblock: (waiting: number, worth: number): string =>
    `Mend this first: ${counted(waiting, "other check waits", "other checks wait")} for it, worth ${points(worth)}.`,
  mend: (worth: number): string => `Mend this. It is worth ${points(worth)}.`,
  hand: (worth: number): string => `Hand the file in. The exercise is worth ${points(worth)}.`,
  begin: (worth: number): string => `Begin it. The exercise is worth ${points(worth)}.`,
};
