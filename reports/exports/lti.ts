/**
 * Scores for the Score service of LTI Assignment and Grade Services 2.0: one JSON document a line, to be posted to
 * `{lineitem}/scores` one by one.
 *
 * Where nothing could be graded, the progress is "Failed" and there is no score, which a platform must not take for a
 * zero. A submission of which the roster names nobody has no user id, so it is left out and named in the notes.
 *
 * @see https://www.imsglobal.org/spec/lti-ags/v2p0#score-service-media-type-and-schema
 */
import type { Result } from "#graders/result/result.ts";
import { printable } from "../plain.ts";
import { asSeenBy } from "../visibility.ts";
import { feedbackOf, fullMarks, gradeNotes, gradeOf, inOrder, nameOf } from "./grade.ts";
import type { ClassExport, Graded } from "./person.ts";

export interface LtiOptions {
  /** When the scores were made, ISO 8601 with a fraction of a second. A platform refuses one older than what it has. */
  readonly timestamp: string;
  readonly outOf?: number;
}

export function ltiScores(graded: readonly Graded[], { timestamp, outOf }: LtiOptions): ClassExport {
  const maximum = outOf ?? fullMarks(graded.map(({ result }) => result));
  const notes = gradeNotes(graded);
  const lines = inOrder(graded).flatMap(({ result, person }) => {
    if (person) return [scoreOf(result, person.id, timestamp, maximum)];
    notes.push(`${nameOf(result)} is in no line: the roster names nobody for it.`);
    return [];
  });
  return { text: lines.map((line) => `${printable(JSON.stringify(line))}\n`).join(""), notes };
}

function scoreOf(result: Result, userId: string, timestamp: string, outOf: number): object {
  const seen = asSeenBy("student", result);
  const grade = gradeOf(seen, outOf);
  const head = { userId, timestamp, comment: feedbackOf(seen) };
  return grade === undefined
    ? { ...head, activityProgress: "Submitted", gradingProgress: "Failed" }
    : {
        ...head,
        activityProgress: "Completed",
        gradingProgress: "FullyGraded",
        scoreGiven: grade,
        scoreMaximum: outOf,
      };
}
