/** The marks of the class that a folder of results holds. */
import type { Person } from "#graders/intake/people.ts";
import { marksOfClass, type HandedIn, type PersonMark } from "#graders/policy/class-marks.ts";
import { checkNames } from "#graders/policy/names-fit.ts";
import { policyBeside } from "#graders/policy/read-policy.ts";
import { exerciseIds } from "#graders/spec/load.ts";
import type { Store } from "#graders/store/store.ts";

export type ClassMarks = readonly PersonMark<Person>[];

/** Of `intake.json` (specs/schema/intake.schema.json), what marks depend on. */
interface IntakeRecord {
  readonly roster?: { readonly people: readonly Person[] };
  readonly submissions: readonly (Omit<HandedIn, "people"> & {
    readonly person?: string;
    readonly group?: readonly string[];
  })[];
}

/** @returns nothing where there is no policy beside the submissions. @throws UsageError - when it can't be followed. */
export async function classMarksOf(
  folder: string,
  record: IntakeRecord,
  store: Store,
): Promise<ClassMarks | undefined> {
  const policy = await policyBeside(folder);
  if (!policy) return undefined;
  const submissions = record.submissions.map(({ person, group, ...one }) => ({
    ...one,
    people: group ?? (person === undefined ? [] : [person]),
  }));
  const graded = new Set<string>();
  for (const { exercises } of store.results()) for (const { id } of exercises) graded.add(id);
  checkNames(policy, "policy.json", [...graded], await exerciseIds());
  return marksOfClass({
    policy,
    people: record.roster?.people ?? namedBy(submissions),
    submissions,
    resultOf: (id) => store.result(id),
    manual: store.marks(),
  });
}

/** Without a roster: whom the download names. */
function namedBy(submissions: readonly HandedIn[]): Person[] {
  return [...new Set(submissions.flatMap(({ people }) => people))].map((id) => ({ id }));
}
