/**
 * Writes once more the reports of all who have a mark or an earlier attempt. While a class is being graded, submissions come to
 * their end in any order, so neither is known before the last of them.
 */
import type { Store } from "#graders/store/store.ts";
import { knownOfStudents, type Circumstances } from "./known-of-students.ts";
import { attemptsIn } from "./previous-results.ts";
import { writeStudentFiles } from "./write-student-files.ts";

export async function writeMarked(
  out: string,
  store: Store,
  submissions: readonly string[],
  circumstances: Circumstances,
): Promise<void> {
  const known = await knownOfStudents(out, store, circumstances);
  const marked = (circumstances.marks ?? []).flatMap(({ grade }) => grade.attempts.map(({ submission }) => submission));
  const again = new Set([...marked, ...(await attemptsIn(out)).keys()]);
  for (const id of submissions) {
    const result = again.has(id) ? store.result(id) : undefined;
    if (result) await writeStudentFiles(out, result, known(result));
  }
}
