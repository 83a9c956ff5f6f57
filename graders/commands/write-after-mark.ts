/** Writes again what points by hand change: the marks, the reports of whoever they are for, the page of the class. */
import { readAssignment } from "#graders/batch/submissions.ts";
import type { Store } from "#graders/store/store.ts";
import { briefResults } from "./brief-results.ts";
import { knownOfStudents } from "./known-of-students.ts";
import { writeMarks } from "./marks.ts";
import { writeClassFiles } from "./write-class-files.ts";
import { writeStudentFiles } from "./write-student-files.ts";

export interface AfterMark {
  /** That the points are for. */
  readonly submission: string;
  /** The folder of submissions. */
  readonly submissions: string;
}

/** @returns whether there is a policy: without one, points by hand are noted and change no page. */
export async function writeAfterMark(
  out: string,
  store: Store,
  { submission, submissions }: AfterMark,
): Promise<boolean> {
  const marks = await writeMarks(out, store, submissions);
  if (!marks) return false;
  const known = await knownOfStudents(out, store, { from: submissions, marks });
  // The page of each attempt shows which of them counts, and of a group everybody's.
  const attempts = marks
    .map(({ grade }) => grade.attempts.map((attempt) => attempt.submission))
    .filter((own) => own.includes(submission));
  for (const id of new Set(attempts.flat())) {
    const result = store.result(id)!;
    await writeStudentFiles(out, result, known(result));
  }
  const { title } = await readAssignment(submissions);
  const results = briefResults(store);
  await writeClassFiles(out, results, { title, marks });
  return true;
}
