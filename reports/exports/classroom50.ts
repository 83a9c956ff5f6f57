/**
 * Classroom 50's `result.json` (`classroom50/result/v1`).
 *
 * Scores are whole numbers and the total is the sum of the tests, so points with decimals are rounded test by test. What
 * could not be graded is a test of 0 of 0 points with a `status` of its own: outside both sums. Where nothing was decided
 * there is no document; an autograder that ends without one is recorded by Classroom 50 as an error, not as a zero.
 *
 * @see https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
 */
import type { Result } from "#graders/result/result.ts";
import { exerciseName, scoreOf, shareOf } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { casesOf, type TestCase } from "./cases.ts";
import { jsonText } from "./json-text.ts";

/** What the runner of Classroom 50 tells an autograder by environment variables. */
export interface Classroom50Submission {
  readonly classroom: string;
  readonly assignment: string;
  readonly assignmentType: string;
  readonly owner: string;
  /** The tag by which it was handed in. */
  readonly submission: string;
  readonly commit: string;
  readonly release: string;
  readonly review: string;
  /** The instant of the commit, constant over regrades. */
  readonly datetime: string;
}

interface Classroom50Options {
  readonly audience: Audience;
  readonly submission: Classroom50Submission;
}

/** @returns undefined where nothing of the submission could be graded. */
export function classroom50Json(result: Result, { audience, submission }: Classroom50Options): string | undefined {
  const seen = asSeenBy(audience, result);
  if (shareOf(scoreOf(seen)) === undefined) return undefined;
  const tests = casesOf(seen).map(testOf);
  const { assignmentType, ...known } = submission;
  return jsonText({
    schema: "classroom50/result/v1",
    classroom: known.classroom,
    assignment: known.assignment,
    assignment_type: assignmentType,
    owner: known.owner,
    submission: known.submission,
    commit: known.commit,
    release: known.release,
    review: known.review,
    datetime: known.datetime,
    score: tests.reduce((sum, test) => sum + test.score, 0),
    "max-score": tests.reduce((sum, test) => sum + test["max-score"], 0),
    tests,
  });
}

function testOf({ exercise, name, outcome, points, maxPoints, message }: TestCase) {
  return {
    "test-name": `${exerciseName(exercise.id)}: ${name}`,
    passed: outcome === "passed",
    score: Math.round(points),
    "max-score": Math.round(maxPoints),
    status: outcome,
    ...(message ? { message } : {}),
  };
}
