import { describe, expect, test } from "vitest";
import { NotStarted, type Tensor } from "#tensor";
import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import { inProcessSession } from "#graders/execution/in-process.ts";
import type { Loaded } from "#graders/execution/executor.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { loadExercise } from "#graders/spec/load.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import { gradeExercise } from "./grade-exercise.ts";

const exercise = await loadExercise("02-activations/relu");

function grade(module: object, seed = 1): Promise<ExerciseResult> {
  return gradeExercise(exercise, async () => ({ status: "loaded", session: inProcessSession(module) }), { seed });
}

const statuses = (result: ExerciseResult): string[] => result.checks.map(({ status }) => status);

describe("grading an exercise", () => {
  test("gives a right solution all points", async () => {
    const result = await grade({ relu, reluBackward });
    expect(result).toMatchObject({ status: "passed", points: 5, maxPoints: 5 });
  });

  test("names the known mistake that gives the same numbers, and skips what builds on it", async () => {
    const result = await grade({ relu, reluBackward: (_x: Tensor, gradOutput: Tensor) => gradOutput.maximum(0) });
    expect(statuses(result)).toEqual(["pass", "pass", "fail", "skipped"]);
    expect(result.checks[2]?.lesson?.mistakes?.[0]?.name).toBe("mask from the upstream sign");
    expect(result.checks[3]?.lesson?.summary).toBe(
      "It builds on “the gradient is passed on where x is positive and cut where it is not”, which has not passed yet. Mend that first.",
    );
  });

  test("runs hidden checks after all that are shown, so that their inputs can't be told by another check's error", async () => {
    const spec = parseSpec("99-made-up/double", "double.json", {
      title: "Double",
      formula: "2x",
      functions: { half: { x: "tensor[N]", returns: "like x" }, double: { x: "tensor[N]", returns: "like x" } },
      checks: [
        {
          name: "hidden",
          call: "half",
          points: 1,
          visibility: "hidden",
          cases: [{ x: [424242], expect: [0], source: "made up" }],
        },
        { name: "shown", call: "double", points: 1, cases: [{ x: [1], expect: [2], source: "definition" }] },
      ],
      hints: ["?"],
    });
    let seen = "nothing";
    const spy = {
      half: (x: Tensor) => (seen = String(x.data)),
      double: () => {
        throw new Error(`I saw ${seen}`);
      },
    };
    const { checks } = await gradeExercise(
      { spec, reference: {}, generators: {}, mistakes: new Map() },
      async () => ({ status: "loaded", session: inProcessSession(spy) }),
      { seed: 1 },
    );
    expect(checks.map(({ name }) => name)).toEqual(["hidden", "shown"]);
    expect(checks[1]?.lesson?.summary).toContain("I saw nothing");
  });

  test("gives a hint where no known mistake fits", async () => {
    const result = await grade({ relu: (x: Tensor) => x.add(1), reluBackward });
    expect(result.checks[0]?.lesson?.mistakes).toBeUndefined();
    expect(result.checks[0]?.lesson?.hint).toBe(exercise.spec.hints[0]);
  });

  test("says what the wrong numbers have in common where no known mistake fits", async () => {
    const { checks } = await grade({ relu: (x: Tensor) => x.maximum(0).mul(3), reluBackward });
    expect(checks[0]?.lesson?.pattern).toContain("Every number is 3 times what is expected.");
  });

  test("counts the stub as not started, and a half-written file as begun", async () => {
    const notStarted = (): never => {
      throw new NotStarted();
    };
    expect(await grade({ relu: notStarted, reluBackward: notStarted })).toMatchObject({
      status: "not started",
      points: 0,
      maxPoints: 5,
    });
    const half = await grade({ relu, reluBackward: notStarted });
    expect(half).toMatchObject({ status: "failed", points: 2 });
    expect(half.checks[2]?.lesson?.summary).toBe("reluBackward is not written yet.");
  });

  test("says which export is missing, or is no function", async () => {
    const missing = await grade({ relu });
    expect(missing.checks[2]).toMatchObject({
      status: "error",
      lesson: {
        summary:
          "The file does not export reluBackward. Write `export function reluBackward(…) { … }`; names count to the letter.",
      },
    });
    const value = await grade({ relu: 3, reluBackward });
    expect(value.checks[0]).toMatchObject({
      status: "error",
      lesson: { summary: "The export relu is a value, expected a function. Write `export function relu(…) { … }`." },
    });
  });

  test("tells an argument that was changed", async () => {
    const inPlace = (x: Tensor): Tensor => {
      x.data.forEach((value, index) => (x.data[index] = Math.max(0, value) + (Number.isNaN(value) ? NaN : 0)));
      return x;
    };
    const result = await grade({ relu: inPlace, reluBackward });
    expect(result.checks[1]?.lesson?.summary).toBe(
      "The call changed its argument x. Work on a copy: callers still need what they passed in.",
    );
  });

  test("gives the same result twice, and under another seed the same verdicts", async () => {
    const wrong = { relu: (x: Tensor) => x.abs(), reluBackward };
    expect(await grade(wrong)).toEqual(await grade(wrong));
    expect(statuses(await grade(wrong, 99))).toEqual(statuses(await grade(wrong)));
  });
});

describe("what is not the student's fault costs nothing", () => {
  test("a check that the grader can't run is tried again, then shown as not graded, outside the points", async () => {
    let opened = 0;
    const broken = {
      ...exercise,
      generators: {
        relu: () => {
          opened += 1;
          throw new Error("the generator broke");
        },
      },
    };
    const result = await gradeExercise(
      broken,
      async () => ({ status: "loaded", session: inProcessSession({ relu, reluBackward }) }),
      { seed: 1 },
    );
    expect(opened).toBe(4); // two checks draw from it, two attempts each
    expect(statuses(result)).toEqual(["pass", "not graded", "pass", "not graded"]);
    expect(result).toMatchObject({ status: "passed", points: 2, maxPoints: 2 });
    expect(result.checks[1]?.lesson?.summary).toBe(
      "The grader could not run this check: the generator broke This is our fault and costs nothing.",
    );
  });

  test("an exercise that the grader can't load is not graded", async () => {
    const ours: Loaded = { status: "broken", problem: { kind: "grader", message: "No child could be started." } };
    expect(await gradeExercise(exercise, async () => ours, { seed: 1 })).toMatchObject({
      status: "not graded",
      points: 0,
      maxPoints: 0,
    });
  });
});

test("a file that is missing or broken has no points of the full number", async () => {
  const missing: Loaded = { status: "broken", problem: { kind: "missing", message: "relu.ts is missing." } };
  expect(await gradeExercise(exercise, async () => missing, { seed: 1 })).toMatchObject({
    status: "missing",
    points: 0,
    maxPoints: 5,
  });
  const broken: Loaded = { status: "broken", problem: { kind: "syntax", message: "Line 3 is not TypeScript." } };
  expect(await gradeExercise(exercise, async () => broken, { seed: 1 })).toMatchObject({
    status: "broken",
    points: 0,
    maxPoints: 5,
  });
});
