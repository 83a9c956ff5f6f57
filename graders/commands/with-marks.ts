/** Beside each result the mark that the class's policy makes of it, and of a person's attempts the one that counts. */
import { existsSync, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { classMarksOf, type ClassMarks } from "#graders/batch/class-marks.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import type { Graded, PolicyMark } from "#reports/exports/index.ts";
import { readRunRecord } from "./run-record.ts";

/** @param out - the folder that `grade` wrote; where it is one result, or nothing was recorded, points are the grade. */
export async function withMarks(graded: readonly Graded[], out: string): Promise<readonly Graded[]> {
  const intake = join(out, "intake.json");
  if (
    !lstatSync(out).isDirectory() ||
    ![intake, join(out, "run.json"), storeFile(out)].every((file) => existsSync(file))
  )
    return graded;
  const { submissions } = await readRunRecord(out, "report");
  const store = new Store(out, { who: userName() });
  let marks: ClassMarks | undefined;
  try {
    marks = await classMarksOf(submissions, JSON.parse(await readFile(intake, "utf8")), store);
  } finally {
    store.close();
  }
  if (!marks) return graded;
  const byPerson = new Map(marks.flatMap((mark) => (mark.person ? [[mark.person.id, mark] as const] : [])));
  const bySubmission = new Map(marks.flatMap((mark) => (mark.submission ? [[mark.submission, mark] as const] : [])));
  return graded.flatMap((one) => {
    const { id } = one.result.submission;
    const mark = (one.person && byPerson.get(one.person.id)) ?? bySubmission.get(id);
    if (!mark) return [one];
    return mark.submission === id ? [{ ...one, mark: policyMark(mark.grade) }] : [];
  });
}

function policyMark({ mark, maximum, state, attempts }: ClassMarks[number]["grade"]): PolicyMark {
  const lateness = attempts.find(({ counts }) => counts)?.lateness;
  const note = lateness && lateness.factor < 1 ? lateness.inWords : undefined;
  return { maximum, state, ...(mark === undefined ? {} : { value: mark }), ...(note === undefined ? {} : { note }) };
}
