/**
 * PrairieLearn's `results.json` of an external grader.
 *
 * What could not be graded is a test of 0 of 0 points, which PrairieLearn shows in grey, neither right nor wrong. Where
 * nothing was decided, or no file could be run at all, the submission is "not gradable": no points are won or lost, and
 * no attempt is used up.
 *
 * @see https://docs.prairielearn.com/externalGrading/
 */
import type { Result } from "#graders/result/result.ts";
import { plainText } from "../plain.ts";
import { exerciseName, scoreOf, shareOf } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { casesOf, type TestCase } from "./cases.ts";
import { feedbackOf } from "./grade.ts";
import { cutToBytes, jsonText } from "./json-text.ts";

/** PrairieLearn refuses a file of more than 1 MB. */
const maxBytes = 1_000_000;
/** How much of a text is kept, tried in this order until the document fits. */
const shares = [Infinity, 4000, 500, 0];

export function prairieLearnJson(result: Result, { audience }: { audience: Audience }): string {
  const seen = asSeenBy(audience, result);
  const cases = casesOf(seen);
  const share = shareOf(scoreOf(seen));
  const ran = seen.exercises.some(({ status }) => status !== "broken" && status !== "missing");
  if (share === undefined || !ran)
    return jsonText({ gradable: false, message: feedbackOf(seen), format_errors: formatErrors(seen, cases) });
  const head = { gradable: true, score: share, message: feedbackOf(seen) };
  for (const limit of shares) {
    const text = jsonText({ ...head, tests: cases.map((each) => testOf(each, limit)) });
    if (Buffer.byteLength(text) <= maxBytes) return text;
  }
  return jsonText(head);
}

function testOf({ exercise, name, points, maxPoints, message, console }: TestCase, limit: number): object {
  const cut = (text: string): string => cutToBytes(text, limit, "…");
  return {
    name: `${exerciseName(exercise.id)}: ${name}`,
    description: plainText(exercise.title),
    points,
    max_points: maxPoints,
    ...(message ? { message: cut(message) } : {}),
    ...(console ? { output: cut(console) } : {}),
  };
}

function formatErrors({ problem }: Result, cases: readonly TestCase[]): string[] {
  if (problem) return [plainText(problem.message)];
  const errors = cases.map(
    ({ exercise, message }) => `${exerciseName(exercise.id)}: ${cutToBytes(message, 1000, "…")}`,
  );
  return errors.length > 0 ? errors : ["Nothing was graded."];
}
