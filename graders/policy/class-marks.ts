/** The marks of a class: who handed in what, and what the policy makes of it. */
import type { Result } from "#graders/result/result.ts";
import { finalGrade } from "./final-grade.ts";
import type { FinalGrade } from "./grade.ts";
import type { ManualEntry } from "./manual.ts";
import type { Policy, PolicyPerson } from "./policy.ts";

/** A submission as the intake knows it. */
export interface HandedIn {
  readonly id: string;
  /** Whose it is; all of a group. */
  readonly people: readonly string[];
  readonly attempt?: number;
  readonly submittedAt?: string;
  readonly late?: boolean;
}

export interface ClassInput<Person extends PolicyPerson> {
  readonly policy: Policy;
  /** The roster; without one, those whom the submissions name. */
  readonly people: readonly Person[];
  readonly submissions: readonly HandedIn[];
  /** The result that counts of a submission, if it was graded. */
  readonly resultOf: (submission: string) => Result | undefined;
  readonly manual: readonly ManualEntry[];
}

export interface PersonMark<Person extends PolicyPerson> {
  /** Absent for a submission of nobody that is known. */
  readonly person?: Person;
  /** The submission that counts; absent where nothing was handed in. */
  readonly submission?: string;
  readonly grade: FinalGrade;
}

/** Everybody on the roster, in its order, then the submissions of nobody. */
export function marksOfClass<Person extends PolicyPerson>({
  policy,
  people,
  submissions,
  resultOf,
  manual,
}: ClassInput<Person>): PersonMark<Person>[] {
  const gradeFor = (own: readonly HandedIn[], person?: Person): PersonMark<Person> => {
    const attempts = own.flatMap(({ id, attempt, submittedAt, late }, index) => {
      const result = resultOf(id);
      const when = { ...(submittedAt === undefined ? {} : { submittedAt }), ...(late === undefined ? {} : { late }) };
      return result ? [{ attempt: attempt ?? index + 1, ...when, result }] : [];
    });
    const grade = finalGrade({ attempts, policy, person, manual });
    const counted = grade.attempts.find(({ counts }) => counts)?.submission;
    return { ...(person ? { person } : {}), ...(counted === undefined ? {} : { submission: counted }), grade };
  };
  const known = new Set(people.map(({ id }) => id));
  return [
    ...people.map((person) =>
      gradeFor(
        submissions.filter((one) => one.people.includes(person.id)),
        person,
      ),
    ),
    ...submissions.filter((one) => !one.people.some((id) => known.has(id))).map((one) => gradeFor([one])),
  ];
}
