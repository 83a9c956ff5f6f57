import { expect, test } from "vitest";
import { mixed } from "../samples/results.ts";
import { ltiScores } from "./lti.ts";
import { ada, alan, everyResult, expectValid, grace, secrets, stranger } from "./samples.ts";

const timestamp = "2026-11-28T10:00:00.000Z";
const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

test("each line is a score that the service takes", () => {
  const graded = everyResult.map((result, index) => ({ result, person: { id: `user-${index}` } }));
  const scores = lines(ltiScores(graded, { timestamp }).text);
  expect(scores).toHaveLength(everyResult.length);
  for (const score of scores) expectValid("lti-score", score);
});

test("a zero is a score; what could not be graded has failed, and has none", () => {
  const { text, notes } = ltiScores([ada, grace, alan], { timestamp, outOf: 100 });
  expect(lines(text)).toMatchObject([
    { userId: "101", gradingProgress: "FullyGraded", scoreGiven: 30, scoreMaximum: 100 },
    { userId: "103", gradingProgress: "FullyGraded", scoreGiven: 0, scoreMaximum: 100 },
    { userId: "102", gradingProgress: "Failed", activityProgress: "Submitted" },
  ]);
  expect(lines(text)[2]).not.toHaveProperty("scoreGiven");
  expect(notes.join()).toContain('"grace" has no grade');
});

test("who the roster doesn't name is in no line, and is named", () => {
  const { text, notes } = ltiScores([stranger], { timestamp });
  expect(text).toBe("");
  expect(notes).toEqual(['"x-007" is in no line: the roster names nobody for it.']);
});

test("nothing of hidden checks is in it", () => {
  expect(ltiScores([{ result: mixed, person: { id: "1" } }], { timestamp }).text).not.toMatch(secrets);
});
