/** Every kernel of unit 16 on every device that this machine has: the reference earns all points on each. */
import { afterAll, describe, expect, test } from "vitest";
import { loadExercise, exerciseIds } from "#graders/spec/load.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { kernelSession, type PlanRunner } from "#graders/execution/kernels/session.ts";
import { isolatedPlans } from "#graders/execution/kernels/runners.ts";
import { probeEngine } from "#graders/engines/probe.ts";
import type { EngineName } from "#graders/engines/engine.ts";

const ids = (await exerciseIds()).filter((id) => id.startsWith("16-"));
const asked: EngineName[] = ["gpujs-webgpu", "gpujs-webgpu-software"];
const probed = await Promise.all(asked.map(probeEngine));
const forced = probed.find(({ available }) => available)?.name;
const plans = isolatedPlans({ forced });
afterAll(() => plans.close());

for (const place of plans.places) {
  describe(`kernels on ${place.name}`, () => {
    test.each(ids)("%s", (id) => earnsAll(id, place), 120_000);
  });
}

// Neither adapter is there: the reasons stand in the name, so that a reader of the log knows which modes ran.
if (forced === undefined)
  test.skip(`kernels on webgpu: ${probed.map(({ name, detail }) => `${name}: ${detail}`).join("; ")}`, () => undefined);

async function earnsAll(id: string, runner: PlanRunner): Promise<void> {
  const exercise = await loadExercise(id);
  const session = kernelSession(inProcessSession(exercise.reference, exercise.programs), runner);
  const result = await gradeExercise(exercise, async () => ({ status: "loaded", session }), {
    seed: 1,
    diagnosis: false,
  });
  const failed = result.checks.filter(({ status }) => status !== "pass");
  expect(failed.map(({ name, lesson }) => `${name}: ${lesson?.summary}`)).toEqual([]);
  expect(result.points).toBe(result.maxPoints);
}
