import { expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { referenceSession } from "#graders/grading/sessions.ts";
import { loadExercise } from "#graders/spec/load.ts";
import type { CheckSpec, Exercise } from "#graders/spec/spec.ts";
import { forAll } from "./for-all.ts";
import type { Draw } from "./draw.ts";

const exercises = [
  "02-activations/relu",
  "02-activations/elu",
  "03-losses/mse",
  "03-losses/hinge",
  "01-neurons/neuron",
];

/** The numbers of the first call on the last input that was tried and failed: the one that a lesson shows. */
async function smallestFailing(exercise: Exercise, check: CheckSpec, changed: object): Promise<number[] | undefined> {
  const alone = { ...exercise, spec: { ...exercise.spec, checks: [{ ...check, needs: [] }] } };
  const session = referenceSession(exercise, changed);
  const result = await gradeExercise(alone, () => Promise.resolve({ status: "loaded" as const, session }), {
    seed: 1,
    diagnosis: false,
  });
  const [graded] = result.checks;
  if (graded?.status !== "fail") return undefined;
  const text = (graded.lesson!.input ?? []).map(({ value }) => value.text.replaceAll(/"[^"]*"|shape: \[.*?\]/gu, ""));
  return text.flatMap((one) => [...one.matchAll(/-?\d+(\.\d+)?(e[+-]?\d+)?/gu)].map(([number]) => Number(number)));
}

test("lessons of known mistakes show few numbers, and round ones", async () => {
  const inputs: number[][] = [];
  for (const id of exercises) {
    const exercise = await loadExercise(id);
    const drawn = exercise.spec.checks.filter(({ kind }) => kind === "matches" || kind === "gradient");
    for (const { exports } of [...exercise.mistakes.values()].slice(0, 3)) {
      for (const check of drawn) {
        const numbers = await smallestFailing(exercise, check, exports);
        if (numbers) inputs.push(numbers);
      }
    }
  }
  expect(inputs.length).toBeGreaterThan(10);
  const few = inputs.filter((numbers) => numbers.length <= 12);
  const all = inputs.flat();
  const round = all.filter((number) => Number.isInteger(8 * number) && Math.abs(number) <= 4);
  expect(few.length / inputs.length).toBeGreaterThan(0.9);
  expect(round.length / all.length).toBeGreaterThan(0.9);
});

test("a failure is looked for in at most sixty smaller inputs, and the smallest kind comes first", async () => {
  const tried: number[][] = [];
  const judge =
    (fails: (numbers: readonly number[]) => boolean) =>
    (inputs: readonly { readonly values: { readonly [name: string]: unknown } }[]) =>
      Promise.resolve(
        inputs.map(({ values }) => {
          const numbers = [...(values["x"] as Tensor).data];
          tried.push(numbers);
          return fails(numbers) ? { numbers } : undefined;
        }),
      );
  const draw = (from: Draw): { x: Tensor } => ({ x: from.tensor([from.size()]) });
  const settings = { seed: 1, runs: 1, shrinks: () => true };
  const always = await forAll(
    draw,
    judge(() => true),
    settings,
  );
  expect(always.findings[0]!.numbers).toHaveLength(1);
  expect([1, 2]).toContain(Math.abs(always.findings[0]!.numbers[0]!));
  tried.length = 0;
  await forAll(
    draw,
    judge((numbers) => numbers.some((number) => !Number.isInteger(4 * number))),
    settings,
  );
  expect(tried.length).toBeLessThanOrEqual(62);
});
