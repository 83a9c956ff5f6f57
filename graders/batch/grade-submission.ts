/** Grades all exercises of one submission in a process of its own and makes the result document. */
import type { EngineName } from "#graders/engines/engine.ts";
import { isolatedExecutor, type IsolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import { isolatedPlans, type IsolatedPlans } from "#graders/execution/kernels/runners.ts";
import type { PlanRunner } from "#graders/execution/kernels/session.ts";
import type { Limits, Loaded, Problem } from "#graders/execution/executor.ts";
import type { Isolation } from "#graders/execution/prove-isolation.ts";
import type { Prepared } from "#graders/execution/source.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { onDevice } from "#graders/grading/sessions.ts";
import type { ExerciseResult, Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import type { Course, CourseExercise } from "./course.ts";
import { withExcerpts } from "./excerpts.ts";
import { headOf, stillHolds, type Conditions, type ResultHead } from "./result-head.ts";
import type { Submission } from "./submissions.ts";
import { readSubmission, type TakenIn } from "./read-submission.ts";

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
  /** How long it took by the clock, while others may have been graded beside it; absent where it was kept. */
  readonly seconds?: number;
}

/** Reads a submission and grades it here. */
export async function gradeSubmission(
  submission: Submission,
  course: Course,
  settings: GradeSettings,
): Promise<Graded> {
  const processes = processesFor(course, settings);
  try {
    const { earlier } = settings;
    // While files are read; a submission that was graded before will most likely need no child.
    if (!earlier) for (const executor of processes.executors) startAhead(executor);
    const taken = await readSubmission(submission, course);
    const head = headOf(taken, course, conditionsOf(settings));
    if (earlier && stillHolds(earlier, head, taken) && ranOn(earlier, processes.plans.places))
      return { result: earlier, kept: true };
    const began = performance.now();
    const result = await gradeIn(processes, taken, course, settings);
    const seconds = (performance.now() - began) / 1000;
    return { result: await withExcerpts(result, submission, taken), kept: false, seconds };
  } finally {
    await processes.close();
  }
}

/** Grades what was read before, here or on another machine. */
export async function gradeTakenIn(taken: TakenIn, course: Course, settings: GradeSettings): Promise<Result> {
  const processes = processesFor(course, settings);
  try {
    return await gradeIn(processes, taken, course, settings);
  } finally {
    await processes.close();
  }
}

/** The result of a submission whose code could not be run, for a fault of ours; what needs no run is decided all the same. */
export async function notGraded(
  taken: TakenIn,
  course: Course,
  conditions: Conditions,
  problem: Problem,
): Promise<Result> {
  const exercises: ExerciseResult[] = [];
  for (const exercise of course.exercises) {
    const source = taken.exercises.get(exercise.spec.id)!;
    const open = async (): Promise<Loaded> => (source.status === "broken" ? source : { status: "broken", problem });
    exercises.push(await gradeExercise(exercise, open, { seed: conditions.seed }));
  }
  return completed(headOf(taken, course, conditions), exercises, taken.problem);
}

interface Processes {
  readonly executors: readonly IsolatedExecutor[];
  readonly plans: IsolatedPlans;
  close(): Promise<void>;
}

/** None is started before it is needed. */
function processesFor(course: Course, settings: GradeSettings): Processes {
  const lanes = Math.min(settings.lanes ?? 1, course.exercises.length);
  const isolation = { limits: settings.limits, rung: settings.isolation.rung };
  const executors = Array.from({ length: lanes }, () => isolatedExecutor(isolation));
  const plans = isolatedPlans({ ...isolation, forced: settings.engine });
  const close = async (): Promise<void> => void (await Promise.all([...executors, plans].map((one) => one.close())));
  return { executors, plans, close };
}

/** A child that can't be started is reported by the first load. */
function startAhead(executor: IsolatedExecutor): void {
  executor.start().catch(() => undefined);
}

async function gradeIn(
  { executors, plans }: Processes,
  taken: TakenIn,
  course: Course,
  settings: GradeSettings,
): Promise<Result> {
  const results = new Map<string, ExerciseResult>();
  const waiting = [...course.exercises];
  const lane = async (executor: IsolatedExecutor): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { id } = next.spec;
      results.set(id, await gradeOne(next, taken.exercises.get(id)!, { executor, plans }, settings.seed));
    }
  };
  await Promise.all(executors.map(lane));
  const exercises = course.exercises.map(({ spec }) => results.get(spec.id)!);
  return completed(headOf(taken, course, conditionsOf(settings)), exercises, taken.problem);
}

async function gradeOne(
  exercise: CourseExercise,
  source: Prepared,
  { executor, plans }: { readonly executor: IsolatedExecutor; readonly plans: IsolatedPlans },
  seed: number,
): Promise<ExerciseResult> {
  const { cpuSeconds, device } = exercise.spec;
  const { programModules: programs } = exercise;
  const [deciding, ...others] = plans.places;
  const open = (place: PlanRunner) => async (): Promise<Loaded> => {
    if (source.status === "broken") return source;
    const withPrograms = programs === undefined ? source.source : { ...source.source, programs };
    return onDevice(exercise, await executor.load(withPrograms, { cpuSeconds }), place);
  };
  const result = await gradeExercise(exercise, open(deciding), { seed });
  if (!device || source.status === "broken") return result;
  const devices = [{ name: deciding.name, points: result.points }];
  for (const place of others) {
    const { points } = await gradeExercise(exercise, open(place), { seed, diagnosis: false, shrinks: false });
    devices.push({ name: place.name, points });
  }
  return { ...result, devices };
}

function conditionsOf({ seed, limits, isolation }: GradeSettings): Conditions {
  return { seed, limits, grader: { version, node: process.versions.node, isolation: isolation.report } };
}

function completed(head: ResultHead, exercises: readonly ExerciseResult[], problem: Problem | undefined): Result {
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  const maxPoints = exercises.reduce((sum, exercise) => sum + exercise.maxPoints, 0);
  const empty = exercises.length > 0 && exercises.every(({ status }) => status === "missing");
  const message = `The submission holds none of the ${exercises.length} exercises. Files are expected at paths such as ${exercises[0]?.id}.ts.`;
  const refused = exercises.find(({ problem }) => problem?.kind === "archive")?.problem;
  const whole: Problem | undefined = problem ?? refused ?? (empty ? { kind: "missing", message } : undefined);
  return { ...head, points, maxPoints, ...(whole ? { problem: whole } : {}), exercises };
}

/** Kernels ran where they would run now. */
function ranOn(earlier: Result, places: IsolatedPlans["places"]): boolean {
  const names = places.map(({ name }) => name).join();
  return earlier.exercises.every(
    ({ devices }) => devices === undefined || devices.map(({ name }) => name).join() === names,
  );
}
