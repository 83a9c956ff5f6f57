/** Grades all exercises of one submission in a process of its own and makes the result document. */
import type { EngineName } from "#graders/engines/engine.ts";
import { isolatedExecutor, type IsolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import { isolatedPlans, type IsolatedPlans } from "#graders/execution/kernels/runners.ts";
import type { PlanRunner } from "#graders/execution/kernels/session.ts";
import type { Limits, Loaded, OwnModule, Problem } from "#graders/execution/executor.ts";
import type { Isolation } from "#graders/execution/prove-isolation.ts";
import { prepareExercise, type Prepared } from "#graders/execution/source.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { onDevice } from "#graders/grading/sessions.ts";
import type { OpenedArchive } from "#graders/intake/archive.ts";
import { RESULT_FORMAT, type ExerciseResult, type Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import type { Course, CourseExercise } from "./course.ts";
import { openSubmission, type Submission } from "./submissions.ts";

export interface GradeSettings {
  readonly seed: number;
  readonly limits: Limits;
  readonly isolation: Isolation;
  /** Children at once, 1 when left out: with fewer submissions than processors, the exercises of one share them. */
  readonly lanes?: number;
  /** An engine on which kernels are run too. */
  readonly engine?: EngineName | undefined;
  /** A result of an earlier run: kept when nothing that it depends on has changed. */
  readonly earlier?: Result;
}

export interface Graded {
  readonly result: Result;
  /** The earlier result still holds. */
  readonly kept: boolean;
}

export async function gradeSubmission(
  submission: Submission,
  course: Course,
  settings: GradeSettings,
): Promise<Graded> {
  const lanes = Math.min(settings.lanes ?? 1, course.exercises.length);
  const isolation = { limits: settings.limits, rung: settings.isolation.rung };
  const executors = Array.from({ length: lanes }, () => isolatedExecutor(isolation));
  const plans = isolatedPlans({ ...isolation, forced: settings.engine });
  try {
    // While files are read; a submission that was graded before will most likely need no child.
    if (!settings.earlier) for (const executor of executors) startAhead(executor);
    const intake = await takeIn(submission, course);
    const head = headOf(submission, course, settings, intake);
    const { earlier } = settings;
    if (earlier && sameConditions(earlier, head) && sameProblems(earlier, intake) && ranOn(earlier, plans.places))
      return { result: earlier, kept: true };
    const results = new Map<string, ExerciseResult>();
    const waiting = [...course.exercises];
    const lane = async (executor: IsolatedExecutor): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { id } = next.spec;
        results.set(id, await gradeOne(next, intake.get(id)!, { executor, plans }, settings.seed));
      }
    };
    await Promise.all(executors.map(lane));
    const exercises = course.exercises.map(({ spec }) => results.get(spec.id)!);
    return { result: completed(head, exercises, submission.problem), kept: false };
  } finally {
    await Promise.all([...executors, plans].map((one) => one.close()));
  }
}

/** A child that can't be started is reported by the first load. */
function startAhead(executor: IsolatedExecutor): void {
  executor.start().catch(() => undefined);
}

/** What became of the files of each exercise. */
type Intake = Map<string, Prepared>;

/** Everything is read before anything is graded, so that no archive is held in memory while its code runs. */
async function takeIn(submission: Submission, course: Course): Promise<Intake> {
  const opened = await openSubmission(submission);
  const intake: Intake = new Map();
  for (const { spec, programModules } of course.exercises) {
    const prepared = await prepare(opened, spec.id, programModules);
    // Damage in one file of an archive refuses the whole of it.
    if (prepared.status === "broken" && prepared.problem.kind === "archive")
      return new Map(course.exercises.map(({ spec }) => [spec.id, { ...prepared, files: {} }]));
    intake.set(spec.id, prepared);
  }
  return intake;
}

async function prepare(
  opened: OpenedArchive,
  id: string,
  programs: readonly OwnModule[] | undefined,
): Promise<Prepared> {
  if (opened.status === "refused") return { status: "broken", problem: opened.problem, files: {} };
  return prepareExercise({ submission: opened.files, id, ...(programs === undefined ? {} : { programs }) });
}

async function gradeOne(
  exercise: CourseExercise,
  source: Prepared,
  { executor, plans }: { readonly executor: IsolatedExecutor; readonly plans: IsolatedPlans },
  seed: number,
): Promise<ExerciseResult> {
  const { cpuSeconds, device } = exercise.spec;
  const [deciding, ...others] = plans.places;
  const open = (place: PlanRunner) => async (): Promise<Loaded> =>
    source.status === "broken" ? source : onDevice(exercise, await executor.load(source.source, { cpuSeconds }), place);
  const result = await gradeExercise(exercise, open(deciding), { seed });
  if (!device || source.status === "broken") return result;
  const devices = [{ name: deciding.name, points: result.points }];
  for (const place of others) {
    const { points } = await gradeExercise(exercise, open(place), { seed, diagnosis: false, shrinks: false });
    devices.push({ name: place.name, points });
  }
  return { ...result, devices };
}

type Head = Omit<Result, "points" | "maxPoints" | "problem" | "exercises">;

function headOf(
  submission: Submission,
  course: Course,
  { seed, limits, isolation }: GradeSettings,
  intake: Intake,
): Head {
  const files = [...intake.values()].flatMap((prepared) => Object.entries(prepared.files));
  return {
    format: RESULT_FORMAT,
    submission: { id: submission.id, files: Object.fromEntries(files.toSorted(([a], [b]) => (a < b ? -1 : 1))) },
    specs: course.digest,
    seed,
    grader: { version, node: process.versions.node, isolation: isolation.report },
    limits,
  };
}

function completed(head: Head, exercises: readonly ExerciseResult[], problem: Problem | undefined): Result {
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  const maxPoints = exercises.reduce((sum, exercise) => sum + exercise.maxPoints, 0);
  const empty = exercises.length > 0 && exercises.every(({ status }) => status === "missing");
  const message = `The submission holds none of the ${exercises.length} exercises. Files are expected at paths such as ${exercises[0]?.id}.ts.`;
  const refused = exercises.find(({ problem }) => problem?.kind === "archive")?.problem;
  const whole: Problem | undefined = problem ?? refused ?? (empty ? { kind: "missing", message } : undefined);
  return { ...head, points, maxPoints, ...(whole ? { problem: whole } : {}), exercises };
}

/** The same files graded by the same rules under the same limits. What we failed to grade is always tried again. */
function sameConditions(earlier: Result, head: Head): boolean {
  const { points: _points, maxPoints: _maxPoints, problem: _problem, exercises, ...conditions } = earlier;
  const complete = exercises.every(
    ({ status, checks }) => status !== "not graded" && checks.every((check) => check.status !== "not graded"),
  );
  return complete && canonical(conditions) === canonical(head);
}

/** Kernels ran where they would run now. */
function ranOn(earlier: Result, places: IsolatedPlans["places"]): boolean {
  const names = places.map(({ name }) => name).join();
  return earlier.exercises.every(
    ({ devices }) => devices === undefined || devices.map(({ name }) => name).join() === names,
  );
}

/** What could not be read has no digest, so it is known by what was wrong with it. */
function sameProblems(earlier: Result, intake: Intake): boolean {
  return earlier.exercises.every(({ id, problem }) => {
    const prepared = intake.get(id);
    return prepared?.status === "ready" || canonical(prepared?.problem) === canonical(problem);
  });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
