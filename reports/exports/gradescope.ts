/**
 * Gradescope's `results.json`: a test for each check, and one score.
 *
 * The score is given, not left to be summed: a test that could not be graded has no score, no maximum and no status, and the score is
 * the share of the others (see grade.ts). Where nothing could be graded there is no document, since every one that
 * Gradescope takes says a score; its harness then reports that the autograder failed, and the submission can be run again.
 *
 * Students are shown what `asSeenBy` leaves of a check, so every test can be visible, and with it the total. A document
 * made for instructors is hidden from students as a whole.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
import type { Result } from "#graders/result/result.ts";
import { isolationText } from "../isolation.ts";
import { plainText } from "../plain.ts";
import { exerciseName, unitId } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { casesOf, type TestCase } from "./cases.ts";
import { feedbackOf, fullMarks, gradeOf } from "./grade.ts";
import { jsonText } from "./json-text.ts";

/** @returns undefined where nothing of the submission could be graded. */
export function gradescopeJson(result: Result, { audience }: { audience: Audience }): string | undefined {
  const seen = asSeenBy(audience, result);
  const score = gradeOf(seen, fullMarks([seen]));
  if (score === undefined) return undefined;
  return jsonText({
    score,
    output: `${feedbackOf(seen)}\nIsolation: ${isolationText(seen.grader.isolation)}.`,
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: audience === "instructor" ? "hidden" : "visible",
    stdout_visibility: "hidden",
    tests: numbered(casesOf(seen)),
    extra_data: { gradecheck: seen.grader.version, specs: seen.specs, seed: seen.seed },
  });
}

/** `2.1` is the first check of the second exercise. */
function numbered(cases: readonly TestCase[]): object[] {
  const byExercise = Map.groupBy(cases, ({ exercise }) => exercise);
  return [...byExercise.values()].flatMap((group, exercise) =>
    group.map((each, index) => testOf(each, `${exercise + 1}.${index + 1}`)),
  );
}

function testOf({ exercise, name, outcome, points, maxPoints, message, console }: TestCase, number: string): object {
  const printed = console ? `Printed by the code:\n${console.trimEnd()}` : "";
  const decided = outcome !== "not graded";
  return {
    name: `${exerciseName(exercise.id)}: ${name}${decided ? "" : " (not graded)"}`,
    number,
    ...(decided ? { score: points, max_score: maxPoints, status: outcome === "passed" ? "passed" : "failed" } : {}),
    output: plainText([message, printed].filter(Boolean).join("\n\n")),
    tags: [unitId(exercise.id)],
  };
}
