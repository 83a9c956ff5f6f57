/**
 * What an exercise's test file calls: hands the student's module to the checks and shows each as a test.
 *
 * It runs in the test's own process, so a debugger stops in the student's code; an endless loop is interrupted unless
 * a debugger is attached. Grading does the same in an isolated child.
 */
import { join } from "node:path";
import { beforeAll, describe, test } from "vitest";
import { openDeviceOf } from "#graders/engines/gpujs.ts";
import { forcedEngine } from "#graders/engines/probe.ts";
import { plansInProcess } from "#graders/execution/kernels/runners.ts";
import type { PlanRunner } from "#graders/execution/kernels/session.ts";
import { defaultLimits, type Loaded } from "#graders/execution/executor.ts";
import { loadInProcess } from "#graders/execution/in-process.ts";
import { prepareExercise } from "#graders/execution/source.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { onDevice } from "#graders/grading/sessions.ts";
import { folderFiles } from "#graders/intake/folder.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { loadExercise, loadSpec, projectRoot } from "#graders/spec/load.ts";
import { checkText } from "#reports/check-text.ts";

declare module "vitest" {
  interface TaskMeta {
    /** The graded exercise, on its first test. */
    exercise?: ExerciseResult;
  }
}

/** The seed of everyone's own test runs, unless `npm test -- relu --seed 5` asks for that of a report. */
const practiceSeed = Number(process.env["GRADECHECK_SEED"] ?? 1);

/**
 * @typeParam Module - what the file must export; the type check holds the stub and the student's work to it.
 * @param id - `<unit>/<name>`
 * @param load - imports the student's file.
 */
export function exercise<Module extends object>(id: string, load: () => Promise<Module>): void {
  const spec = loadSpec(id);
  // The same intake as in grading, so that a file that would not be accepted there is not accepted here. It takes longer
  // than the checks, so it runs beside them from the start.
  const intake = prepareExercise({ submission: folderFiles(join(projectRoot, "exercises")), id });
  describe(spec.title, () => {
    let result: ExerciseResult;
    beforeAll(async () => {
      const exercise = await loadExercise(id);
      const options = { timeoutMs: 1000 * (spec.cpuSeconds ?? defaultLimits.cpuSeconds), file: `exercises/${id}.ts` };
      const seed = { seed: practiceSeed };
      const runner = spec.device ? await forcedRunner() : undefined;
      const open = async (): Promise<Loaded> =>
        onDevice(exercise, await loadInProcess(load, exercise.programs, options), runner);
      result = await gradeExercise(exercise, open, seed);
      const accepted = await intake;
      if (accepted.status === "broken") result = await gradeExercise(exercise, async () => accepted, seed);
    }, 120_000);
    spec.checks.forEach((check, index) => {
      test(check.name, (context) => {
        if (index === 0) context.task.meta.exercise = result;
        if (result.status === "not started") context.skip("not started");
        const own = result.checks.find(({ name }) => name === check.name);
        if (own?.status === "pass") return;
        // As on a report: see visibility.ts, and exercise-reporter.ts for why it is the same at home.
        const text = checkText(result, check.name, { audience: "student" });
        if (own?.status === "skipped" || own?.status === "inconclusive") context.skip(text);
        throw lesson(text);
      });
    });
  });
}

/** Where kernels run, when the environment names an engine. */
async function forcedRunner(): Promise<PlanRunner | undefined> {
  const name = await forcedEngine();
  return name === undefined ? undefined : plansInProcess(() => openDeviceOf(name));
}

/** An error that is all message: where it was thrown is of no interest to anyone. */
function lesson(message: string): Error {
  const error = new Error(message);
  error.name = "Lesson";
  error.stack = message;
  return error;
}
