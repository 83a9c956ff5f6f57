/** The schemas of exports refuse what the platforms would: one that accepts anything would prove nothing. */
import { expect, test } from "vitest";
import { expectValid } from "./samples.ts";

const classroom50 = {
  schema: "classroom50/result/v1",
  classroom: "c",
  assignment: "a",
  assignment_type: "individual",
  owner: "o",
  submission: "s",
  commit: "https://c",
  release: "https://r",
  review: "https://r",
  datetime: "2026-11-28T10:00:00Z",
  score: 1,
  "max-score": 1,
  tests: [],
};
const lti = {
  userId: "1",
  timestamp: "2026-11-28T10:00:00.000Z",
  activityProgress: "Completed",
  gradingProgress: "FullyGraded",
  scoreGiven: 0,
  scoreMaximum: 1,
};

test.each<[string, object, object[]]>([
  [
    "gradescope",
    { score: 0 },
    [
      {},
      { tests: [{ name: "a" }] },
      { score: "0" },
      { score: 0, visibility: "shown" },
      { score: 0, tests: [{ status: "open" }] },
    ],
  ],
  [
    "exercism",
    { version: 3, status: "fail", message: null, tests: [{ name: "a", status: "fail", message: "b" }] },
    [
      { version: 2, status: "pass", tests: [{ name: "a", status: "pass" }] },
      { version: 3, status: "error" },
      { version: 3, status: "pass", tests: [] },
      { version: 3, status: "fail", tests: [{ name: "a", status: "fail" }] },
      { version: 3, status: "pass", tests: [{ name: "a", status: "pass", output: "x".repeat(501) }] },
    ],
  ],
  [
    "prairielearn",
    { gradable: false, format_errors: ["a"] },
    [
      {},
      { score: 1.5 },
      { gradable: false },
      { gradable: false, format_errors: ["a"], score: 0 },
      { score: 1, tests: [{ name: "a" }] },
    ],
  ],
  [
    "classroom50",
    classroom50,
    [
      { ...classroom50, score: 0.5 },
      { ...classroom50, owner: "" },
      { ...classroom50, datetime: "yesterday" },
      { ...classroom50, tests: [{ "test-name": "a", passed: true, score: 1 }] },
    ],
  ],
  [
    "lti-score",
    lti,
    [
      { ...lti, userId: "" },
      { ...lti, scoreGiven: undefined },
      { ...lti, scoreMaximum: undefined },
      { ...lti, gradingProgress: "Failed" },
      { ...lti, timestamp: "2026-11-28T10:00:00Z" },
    ],
  ],
])("%s", (name, good, bad) => {
  expectValid(name, good);
  for (const document of bad) expect(() => expectValid(name, JSON.parse(JSON.stringify(document)) as object)).toThrow();
});
