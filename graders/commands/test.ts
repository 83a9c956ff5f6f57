/** `gradecheck test`: vitest over the exercises that were named, or over everything. */
import { join } from "node:path";
import { startVitest } from "vitest/node";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { ExerciseReporter } from "./exercise-reporter.ts";
import type { ExitCode } from "./main.ts";

export async function test(
  names: readonly string[],
  { seed, json = false }: { readonly seed?: number; readonly json?: boolean } = {},
): Promise<ExitCode> {
  const ids = await exerciseIds();
  const selected = names.length > 0 ? selectIds(ids, names) : [];
  // vitest takes a filter as a part of the path; a whole path keeps "relu" from meaning "leaky-relu" too.
  const files = selected.map((id) => join(projectRoot, "exercises", `${id}.test.ts`));
  const reporter = new ExerciseReporter({ one: selected.length === 1, alone: names.length > 0, json });
  const vitest = await startVitest("test", files, {
    root: projectRoot,
    run: true,
    watch: false,
    reporters: names.length > 0 || json ? [reporter] : ["default", reporter],
    ...(names.length > 0 ? { project: ["exercises"] } : {}),
    ...(seed === undefined ? {} : { env: { GRADECHECK_SEED: String(seed) } }),
  });
  await vitest.close();
  const failed =
    vitest.state.getCountOfFailedTests() > 0 ||
    vitest.state.getUnhandledErrors().length > 0 ||
    vitest.state.getFailedFilepaths().length > 0;
  process.exitCode = undefined;
  return failed ? 1 : 0;
}
