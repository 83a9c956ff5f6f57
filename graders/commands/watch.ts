/**
 * `gradecheck watch`: a verdict each time an exercise is saved.
 *
 * A child that has been started and knows the tensor library waits for the next save; it is used once and replaced. So
 * what lies between saving and the verdict is reading the file and running the checks.
 */
import { watch as watchFiles } from "node:fs";
import { join } from "node:path";
import { loadCourse, type Course, type CourseExercise } from "#graders/batch/course.ts";
import { isolatedExecutor, type IsolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import { defaultLimits, type Loaded } from "#graders/execution/executor.ts";
import { isolatedPlans } from "#graders/execution/kernels/runners.ts";
import { prepareExercise } from "#graders/execution/source.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { onDevice } from "#graders/grading/sessions.ts";
import { folderFiles } from "#graders/intake/folder.ts";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { exerciseText } from "#reports/index.ts";
import type { ExitCode } from "./main.ts";

const practiceSeed = 1;
/** Editors save in several steps. */
const settleMilliseconds = 20;

export async function watch(names: readonly string[]): Promise<ExitCode> {
  const course = await loadCourse(selectIds(await exerciseIds(), names));
  const folder = join(projectRoot, "exercises");
  const spare = new Spare();
  const waiting = new Map<string, NodeJS.Timeout>();
  let running = Promise.resolve();
  const stopped = new Promise<void>((resolve) => process.once("SIGINT", resolve));
  const watcher = watchFiles(folder, { recursive: true }, (_event, path) => {
    const id = path?.replaceAll("\\", "/").replace(/\.ts$/, "");
    const exercise = id === undefined ? undefined : find(course, id);
    if (!exercise) return;
    clearTimeout(waiting.get(exercise.spec.id));
    const begin = (): void => {
      running = running.then(() => check(exercise, spare.take()));
    };
    waiting.set(exercise.spec.id, setTimeout(begin, settleMilliseconds));
  });
  if (course.exercises.length === 1) await check(course.exercises[0]!, spare.take());
  console.log(
    `Watching ${course.exercises.length} ${course.exercises.length === 1 ? "exercise" : "exercises"} in exercises/. Save a file to check it; Ctrl-C ends.`,
  );
  await stopped;
  watcher.close();
  await running;
  await spare.close();
  return 0;
}

function find(course: Course, id: string): CourseExercise | undefined {
  return course.exercises.find(({ spec }) => spec.id === id);
}

async function check(exercise: CourseExercise, executor: IsolatedExecutor): Promise<void> {
  const start = performance.now();
  const { programModules, spec } = exercise;
  const source = await prepareExercise({
    submission: folderFiles(join(projectRoot, "exercises")),
    id: spec.id,
    ...(programModules === undefined ? {} : { programs: programModules }),
  });
  const plans = isolatedPlans();
  const open = async (): Promise<Loaded> =>
    source.status === "ready"
      ? onDevice(exercise, await executor.load(source.source, { cpuSeconds: spec.cpuSeconds }), plans.places[0])
      : source;
  const result = await gradeExercise(exercise, open, { seed: practiceSeed });
  await Promise.all([executor.close(), plans.close()]);
  console.log(
    `\n${exerciseText(result, { colour: process.stdout.hasColors?.(), audience: "student" })}\n${Math.round(performance.now() - start)} ms`,
  );
}

/** One started child, ready to be taken. */
class Spare {
  #ready = this.#start();

  take(): IsolatedExecutor {
    const taken = this.#ready;
    this.#ready = this.#start();
    return taken;
  }

  async close(): Promise<void> {
    await this.#ready.close();
  }

  #start(): IsolatedExecutor {
    const executor = isolatedExecutor({ limits: defaultLimits });
    // A child that can't be started is reported by the first load.
    executor.start().catch(() => undefined);
    return executor;
  }
}
