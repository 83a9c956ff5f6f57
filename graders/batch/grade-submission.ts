/** Grades all exercises of one submission in a process of its own and makes the result document. */
import { isolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import type { Limits, Loaded } from "#graders/execution/executor.ts";
import { prepareExercise, type Prepared } from "#graders/execution/source.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { RESULT_FORMAT, type ExerciseResult, type Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import type { Course, CourseExercise } from "./course.ts";
import type { Submission } from "./submissions.ts";

export interface GradeSettings {
  readonly seed: number;
  readonly limits: Limits;
  /** Children at once, 1 when left out: with fewer submissions than processors, the exercises of one share them. */
  readonly lanes?: number;
  /** A result of an earlier run: kept when nothing that it depends on has changed. */
  readonly earlier?: Result;
}

export interface Graded {
  readonly result: Result;
  /** The earlier result still holds. */
  readonly kept: boolean;
}

/** What was in force around the code. The layers of the operating system come on top of this. */
const isolation = {
  level: "realm",
  detail: "own process, fresh realm for each exercise, Node permissions; no sandbox of the operating system",
};

export async function gradeSubmission(
  submission: Submission,
  course: Course,
  settings: GradeSettings,
): Promise<Graded> {
  const prepared: (readonly [CourseExercise, Prepared])[] = [];
  for (const exercise of course.exercises) {
    const { programsText, spec } = exercise;
    const whole: Prepared | undefined = submission.problem && {
      status: "broken",
      problem: submission.problem,
      files: {},
    };
    prepared.push([
      exercise,
      whole ??
        (await prepareExercise({
          root: submission.root,
          id: spec.id,
          ...(programsText === undefined ? {} : { programs: programsText }),
        })),
    ]);
  }
  const head = headOf(
    submission,
    course,
    settings,
    Object.assign({}, ...prepared.map(([, { files }]) => files)) as Record<string, string>,
  );
  if (settings.earlier && sameConditions(settings.earlier, head) && sameProblems(settings.earlier, prepared))
    return { result: settings.earlier, kept: true };
  const exercises = new Map<string, ExerciseResult>();
  // One child for the whole submission; more of them only where processors would stand idle.
  const waiting = [...prepared];
  const lane = async (): Promise<void> => {
    const executor = isolatedExecutor({ limits: settings.limits });
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [exercise, source] = next;
        const { cpuSeconds, id } = exercise.spec;
        const open = async (): Promise<Loaded> =>
          source.status === "broken" ? source : executor.load(source.source, { cpuSeconds });
        exercises.set(id, await gradeExercise(exercise, open, { seed: settings.seed }));
      }
    } finally {
      await executor.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(settings.lanes ?? 1, prepared.length) }, lane));
  return {
    result: completed(
      head,
      course.exercises.map(({ spec }) => exercises.get(spec.id)!),
    ),
    kept: false,
  };
}

type Head = Omit<Result, "points" | "maxPoints" | "problem" | "exercises">;

function headOf(
  submission: Submission,
  course: Course,
  { seed, limits }: GradeSettings,
  files: Record<string, string>,
): Head {
  const sorted = Object.fromEntries(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    format: RESULT_FORMAT,
    submission: { id: submission.id, files: sorted },
    specs: course.digest,
    seed,
    grader: { version, node: process.versions.node, isolation },
    limits,
  };
}

function completed(head: Head, exercises: readonly ExerciseResult[]): Result {
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  const maxPoints = exercises.reduce((sum, exercise) => sum + exercise.maxPoints, 0);
  const empty = exercises.length > 0 && exercises.every(({ status }) => status === "missing");
  const whole = exercises.find(({ problem }) => problem?.kind === "not-a-file" && problem.file === undefined)?.problem;
  if (whole && exercises.every(({ problem }) => problem === whole))
    return { ...head, points, maxPoints, problem: whole, exercises };
  const message = `The submission holds none of the ${exercises.length} exercises. Files are expected at paths such as ${exercises[0]?.id}.ts.`;
  return {
    ...head,
    points,
    maxPoints,
    ...(empty ? { problem: { kind: "missing" as const, message } } : {}),
    exercises,
  };
}

/** The same files graded by the same rules under the same limits. What we failed to grade is always tried again. */
function sameConditions(earlier: Result, head: Head): boolean {
  const { points: _points, maxPoints: _maxPoints, problem: _problem, exercises, ...conditions } = earlier;
  const complete = exercises.every(
    ({ status, checks }) => status !== "not graded" && checks.every((check) => check.status !== "not graded"),
  );
  return complete && canonical(conditions) === canonical(head);
}

/** What could not be read has no digest, so it is known by what was wrong with it. */
function sameProblems(earlier: Result, prepared: readonly (readonly [CourseExercise, Prepared])[]): boolean {
  return prepared.every(
    ([, source], index) =>
      source.status === "ready" || canonical(source.problem) === canonical(earlier.exercises[index]?.problem),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
