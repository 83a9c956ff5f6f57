import { describe, expect, test } from "vitest";
import type { Tensor } from "#tensor";
import { loadExercise } from "#graders/spec/load.ts";
import type { Exercise, Mistake } from "#graders/spec/spec.ts";
import { verifyExercise } from "./verify-exercise.ts";

// Each fault is put into a spec that has none.
const relu = await loadExercise("02-activations/relu");
const seeds = 2;

async function faultsOf(change: Partial<Exercise>): Promise<readonly string[]> {
  return (await verifyExercise({ ...relu, ...change }, { seeds })).faults;
}

const mistake = (exports: object): Mistake => ({
  looksLike: "It is wrong.",
  reread: "the definition",
  exports: exports as Mistake["exports"],
});
const withMistake = (exports: object): Partial<Exercise> => ({
  mistakes: new Map([...relu.mistakes, ["another", mistake(exports)]]),
});

describe("a spec can't be trusted", () => {
  test("unless nothing is wrong with it", async () => {
    const { faults, mistakes } = await verifyExercise(relu, { seeds });
    expect(faults).toEqual([]);
    expect(mistakes).toEqual({ caught: relu.mistakes.size, recognised: relu.mistakes.size, of: relu.mistakes.size });
  });

  test("when it refuses its own reference", async () => {
    const faults = await faultsOf({ reference: { ...relu.reference, relu: (x: Tensor) => x.abs() } });
    expect(faults[0]).toMatch(/^The reference fails under seed 1: “relu keeps positive entries/);
  });

  test("when a mistake passes every check", async () => {
    expect(await faultsOf(withMistake({ relu: (x: Tensor) => x.maximum(0) }))).toEqual([
      "The mistake “another” is not caught: every check passes. Add a case or a property that it breaks.",
    ]);
  });

  test("when a mistake loses points under the first seed alone", async () => {
    let calls = 0;
    const wrongAtFirst = (x: Tensor): Tensor => (calls++ < 20 ? x.neg() : x.maximum(0));
    expect(await faultsOf(withMistake({ relu: wrongAtFirst }))).toEqual([
      "The mistake “another” is not caught under seed 2: what it breaks is not always drawn. Add a case, or draw more.",
    ]);
  });

  test("when two mistakes are one", async () => {
    const [name, { exports }] = [...relu.mistakes].find(([title]) => title === "absolute value")!;
    const faults = await faultsOf(withMistake(exports));
    expect(faults).toContain(
      `The mistake “${name}” is named together with “another”. Add a case in which they differ; if there is none, they are one mistake.`,
    );
  });

  test("when fewer than three mistakes are known", async () => {
    expect(await faultsOf({ mistakes: new Map([...relu.mistakes].slice(0, 2)) })).toEqual([
      "Only 2 known mistakes are listed, expected at least 3.",
    ]);
  });
});
