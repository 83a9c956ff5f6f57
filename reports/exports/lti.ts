/**
 * Scores for the Score service of LTI Assignment and Grade Services 2.0: one JSON document a line, to be posted to
 * `{lineitem}/scores` one by one.
 *
 * Where nothing could be graded, the progress is "Failed", where something is still to be marked by hand "PendingManual", and there is no score, which a platform must not take for a
 * zero. A submission of which the roster names nobody has no user id, so it is left out and named in the notes.
 *
 * @see https://www.imsglobal.org/spec/lti-ags/v2p0#score-service-media-type-and-schema
 */
import { printable } from "../plain.ts";
import { feedbackFor, fullMarksOf, gradeNotes, gradeOfPerson, inOrder, nameOf } from "./grade.ts";
import type { ClassExport, Graded } from "./person.ts";

export interface LtiOptions {
  /** When the scores were made, ISO 8601 with a fraction of a second. A platform refuses one older than what it has. */
  readonly timestamp: string;
  readonly outOf?: number;
}

export function ltiScores(graded: readonly Graded[], { timestamp, outOf }: LtiOptions): ClassExport {
  const maximum = outOf ?? fullMarksOf(graded);
  const notes = gradeNotes(graded);
  const lines = inOrder(graded).flatMap((one) => {
    const { result, person } = one;
    if (person) return [scoreOf(one, person.id, timestamp, maximum)];
    notes.push(`${nameOf(result)} is in no line: the roster names nobody for it.`);
    return [];
  });
  return { text: lines.map((line) => `${printable(JSON.stringify(line))}\n`).join(""), notes };
}

function scoreOf(one: Graded, userId: string, timestamp: string, outOf: number): object {
  const grade = gradeOfPerson(one, outOf);
  const head = { userId, timestamp, comment: feedbackFor(one) };
  const progress = one.mark?.state === "pending" ? "PendingManual" : "Failed";
  return grade === undefined
    ? { ...head, activityProgress: "Submitted", gradingProgress: progress }
    : {
        ...head,
        activityProgress: "Completed",
        gradingProgress: "FullyGraded",
        scoreGiven: grade,
        scoreMaximum: outOf,
      };
}
