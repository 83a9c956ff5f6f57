/** All that grading needs of a submission: the text of its exercises, or what is wrong with each. Data, so it may travel to another machine. */
import type { Problem } from "#graders/execution/executor.ts";
import { prepareExercise, type Prepared } from "#graders/execution/source.ts";
import type { OpenedArchive } from "#graders/intake/archive.ts";
import type { Course } from "./course.ts";
import { openSubmission, type Submission } from "./submissions.ts";

export interface TakenIn {
  readonly id: string;
  /** Why nothing in the submission can be read. */
  readonly problem?: Problem;
  /** What became of the files of each exercise, by its id, in the order of the course. */
  readonly exercises: ReadonlyMap<string, Prepared>;
}

/** Everything is read before anything is graded, so that no archive is held in memory while its code runs. */
export async function readSubmission(submission: Submission, course: Course): Promise<TakenIn> {
  const { id, problem } = submission;
  return { id, ...(problem ? { problem } : {}), exercises: await readExercises(submission, course) };
}

async function readExercises(submission: Submission, course: Course): Promise<ReadonlyMap<string, Prepared>> {
  const opened = await openSubmission(submission);
  const exercises = new Map<string, Prepared>();
  for (const { spec } of course.exercises) {
    const prepared = await prepare(opened, spec.id);
    // Damage in one file of an archive refuses the whole of it.
    if (prepared.status === "broken" && prepared.problem.kind === "archive")
      return new Map(course.exercises.map(({ spec }) => [spec.id, { ...prepared, files: {} }]));
    exercises.set(spec.id, prepared);
  }
  return exercises;
}

async function prepare(opened: OpenedArchive, id: string): Promise<Prepared> {
  if (opened.status === "refused") return { status: "broken", problem: opened.problem, files: {} };
  return prepareExercise({ submission: opened.files, id });
}
