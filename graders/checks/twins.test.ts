import { describe, expect, test } from "vitest";
import { tensor, type Tensor } from "#tensor";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { loadExercise } from "#graders/spec/load.ts";
import { parseSignature } from "#graders/spec/signature.ts";
import { twinOf } from "./twins.ts";

const { parameters } = parseSignature(
  {
    x: "tensor[N]",
    share: "tensor[N] in (0.5, 1]",
    labels: "tensor[N] of integers in [0, 3)",
    options: { rate: "optional number in [0, 1]", steps: "optional integer in [1, 9]" },
    returns: "tensor[]",
  },
  "signature",
);

function dataOf(value: unknown): number[] {
  return [...(value as Tensor).data];
}

describe("the twin of a case", () => {
  const values = {
    x: tensor([3, -3, 0, 3, 0.25]),
    share: tensor([1, 0.5001]),
    labels: tensor([0, 2]),
    options: { rate: 0.5, steps: 3 },
  };

  test("is close by, with ties, signs and zeros kept", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const [a, b, zero, c, d] = dataOf(twinOf(values, parameters, seed)!["x"]);
      expect([a, b, zero]).toEqual([c, -a!, 0]);
      for (const [twin, own] of [
        [a!, 3],
        [d!, 0.25],
      ] as const)
        expect(twin / own).toSatisfy((ratio: number) => ratio > 0.99 && ratio < 1);
    }
  });

  test("stays inside the intervals of its signature, and leaves what is not real alone", () => {
    const twin = twinOf(values, parameters, 1)!;
    const [one, low] = dataOf(twin["share"]);
    expect(one).toBeLessThan(1);
    expect(low).toBe(0.5001);
    expect(twin["labels"]).toBe(values.labels);
    expect((twin["options"] as { steps: number }).steps).toBe(3);
  });

  test("is none where nothing is real", () => {
    expect(twinOf({ labels: values.labels }, parameters, 1)).toBeUndefined();
  });

  test("cancels where the case does, in any order", () => {
    const [a, b] = dataOf(twinOf({ x: tensor([1, 0.625]) }, parameters, 3)!["x"]) as [number, number];
    expect(a + b - a - b).toBe(0);
    expect(b * a - a * b).toBe(0);
    expect(a + b * b - a - b * b).toBe(0);
  });
});

test("answers typed in for the printed numbers earn nothing, whatever else is returned", async () => {
  const exercise = await loadExercise("03-losses/mse");
  const printed = exercise.spec.checks
    .flatMap((check) => (check.kind === "cases" ? check.cases : []))
    .map(({ input }) => JSON.stringify(input["predictions"]));
  const table: typeof mse = (predictions, targets, options) => {
    const isPrinted = printed.includes(JSON.stringify(predictions.toArray()));
    return isPrinted ? mse(predictions, targets, options) : mse(predictions, targets, options).mul(2);
  };
  const open = async () => ({ status: "loaded", session: inProcessSession({ mse: table, mseBackward }) }) as const;
  const { checks } = await gradeExercise(exercise, open, { seed: 1 });
  const [first] = checks;
  expect(first!.status).toBe("fail");
  expect(first!.lesson?.summary).toMatch(/^Right on the printed numbers, but not on those just beside them\. /);
});
