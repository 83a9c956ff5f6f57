/** Each law of the vocabulary accepts a function that obeys it and refuses one that does not. */
import { describe, expect, test } from "vitest";
import { concatenate, type Tensor } from "#tensor";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import type { CheckResult } from "#graders/result/result.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import type { Generator, Json } from "#graders/spec/spec.ts";
import type { TypeText } from "#graders/spec/signature.ts";
import { laws } from "./check.ts";

interface Example {
  readonly takes: { readonly [argument: string]: TypeText };
  readonly with: { readonly [name: string]: Json };
  readonly right: (...args: never[]) => unknown;
  readonly wrong: (...args: never[]) => unknown;
  /** What the lesson on the wrong one says. */
  readonly says: RegExp;
  readonly generator?: Generator;
}

const softmax = (x: Tensor): Tensor => x.exp().div(x.exp().sum(1, { keepDims: true }));
const mse = (a: Tensor, b: Tensor): Tensor => a.sub(b).square().mean();
/** Each pixel with its right neighbour, 0 beyond the edge. */
const pairSums = (x: Tensor): Tensor =>
  x.add(
    x.slice(null, null, [1, null]).pad([
      [0, 0],
      [0, 0],
      [0, 1],
    ]),
  );

const examples: { readonly [law: string]: Example } = {
  additive: {
    takes: { x: "tensor[N, D]" },
    with: { argument: "x" },
    right: (x: Tensor) => x.mul(3),
    wrong: (x: Tensor) => x.mul(3).add(1),
    says: /^The result for a sum of two x is not the sum of their results\./,
  },
  "batch-independent": {
    takes: { x: "tensor[N, D]" },
    with: { arguments: ["x"] },
    right: softmax,
    wrong: (x: Tensor) => x.sub(x.mean(0, { keepDims: true })),
    says: /^Item \d of the batch gives another result when it is alone\./,
  },
  bounded: {
    takes: { x: "tensor" },
    with: { low: 0, high: 1, open: true },
    right: (x: Tensor) => x.neg().exp().add(1).pow(-1),
    wrong: (x: Tensor) => x.clip(0, 1),
    says: /^The result holds [01], expected every entry in \(0, 1\)\.$/,
  },
  finite: {
    takes: { x: "tensor in (-1000, 1000)" },
    with: {},
    right: (x: Tensor) => x.tanh(),
    wrong: (x: Tensor) => x.exp().div(x.exp().add(1)),
    says: /^The result holds NaN, expected finite numbers\./,
  },
  homogeneous: {
    takes: { x: "tensor" },
    with: { argument: "x", degree: 2 },
    right: (x: Tensor) => x.square(),
    wrong: (x: Tensor) => x.abs(),
    says: /^Multiplying x by [\d.]+ should multiply the result by [\d.]+\./,
  },
  monotone: {
    takes: { x: "tensor" },
    with: { argument: "x" },
    right: (x: Tensor) => x.tanh(),
    wrong: (x: Tensor) => x.square(),
    says: /^Raising x by [\d.]+ lowered entry \d+ of the result from/,
  },
  "permutation-equivariant": {
    takes: { x: "tensor[N, D]" },
    with: { arguments: ["x"] },
    right: softmax,
    wrong: (x: Tensor) => x.mul(x.slice([0, 1])),
    says: /^Reordering x along axis 0 did not reorder the result in the same way\./,
  },
  "permutation-invariant": {
    takes: { x: "tensor[N, D]" },
    with: { arguments: ["x"] },
    right: (x: Tensor) => x.sum(0),
    wrong: (x: Tensor) => x.slice(0),
    says: /^Reordering x along axis 0 changed the result\./,
  },
  reflects: {
    takes: { x: "tensor" },
    with: { argument: "x", offset: 1 },
    right: (x: Tensor) => x.neg().exp().add(1).pow(-1),
    wrong: (x: Tensor) => x.tanh(),
    says: /^Changing the sign of x should give 1 minus the result\./,
  },
  "shift-invariant": {
    takes: { x: "tensor[N, D]" },
    with: { argument: "x" },
    right: softmax,
    wrong: (x: Tensor) => x.div(x.sum(1, { keepDims: true })),
    says: /^Adding [\d.]+ to every entry of x changed the result\./,
  },
  "sums-to": {
    takes: { x: "tensor[N, D]" },
    with: { total: 1, axis: 1 },
    right: softmax,
    wrong: (x: Tensor) => x.exp().div(x.exp().sum()),
    says: /^The entries along axis 1 sum to [\d.e-]+, expected 1\.$/,
  },
  symmetric: {
    takes: { a: "tensor[N]", b: "tensor[N]" },
    with: { arguments: ["a", "b"] },
    right: mse,
    wrong: (a: Tensor, b: Tensor) => a.sub(b).square().div(a.abs()).mean(),
    says: /^Exchanging a and b changed the result\./,
  },
  "zero-when-equal": {
    takes: { a: "tensor[N]", b: "tensor[N]" },
    with: { arguments: ["a", "b"] },
    right: mse,
    wrong: (a: Tensor, b: Tensor) => a.add(b).square().mean(),
    says: /^With b equal to a the result should be 0\./,
  },
  "translation-equivariant": {
    takes: { x: "tensor[N, H, W]" },
    with: { argument: "x", axes: [2] },
    right: pairSums,
    wrong: (x: Tensor) => concatenate([x.slice(null, null, [0, 1]).mul(2), x.slice(null, null, [1, null])], 2),
    says: /^Moving x by one entry along the axes 2 did not move the result along\./,
  },
  "reaches-accuracy": {
    takes: { x: "tensor[N, D]" },
    with: { labels: "labels", atLeast: 0.9 },
    generator: (draw) => {
      const x = draw.tensor([40, 2]);
      return { x, labels: x.slice(null, 0).greater(0) };
    },
    right: (x: Tensor) => x.slice(null, 0).greater(0),
    wrong: (x: Tensor) => x.slice(null, 1).greater(0),
    says: /^\d+ of 40 held-out examples are classified correctly \([\d.]+ %\), expected at least 90 %\.$/,
  },
};

async function hold(law: string, f: Example["right"]): Promise<CheckResult> {
  const { takes, with: settings, generator } = examples[law]!;
  const spec = parseSpec("99-made-up/f", "f.json", {
    title: "f",
    formula: "f",
    functions: { f: { ...takes, returns: "any" } },
    sizes: { N: [2, 5], D: [2, 5], H: [2, 5], W: [3, 6] },
    checks: [{ name: "the law holds for f", call: "f", property: law, with: settings, points: 1 }],
    hints: ["?"],
  });
  const exercise = {
    spec,
    reference: { f: examples[law]!.right },
    generators: generator ? { f: generator } : {},
    mistakes: new Map(),
  };
  const result = await gradeExercise(exercise, async () => ({ status: "loaded", session: inProcessSession({ f }) }), {
    seed: 3,
  });
  return result.checks[0]!;
}

test("every law has an example here", () => {
  expect(Object.keys(examples).toSorted()).toEqual(Object.keys(laws).toSorted());
});

describe.each(Object.keys(examples))("%s", (law) => {
  test("accepts a function that obeys it", async () => {
    const result = await hold(law, examples[law]!.right);
    expect(result.lesson?.summary).toBeUndefined();
    expect(result.status).toBe("pass");
  });
  test("refuses one that does not, and says how", async () => {
    const result = await hold(law, examples[law]!.wrong);
    expect(result.status).toBe("fail");
    expect(result.lesson?.summary).toMatch(examples[law]!.says);
  });
});

test("a law may be about one field of the result, and never passes where there is no tensor", async () => {
  const check = (f: (x: Tensor) => unknown, field?: string) => {
    const spec = parseSpec("99-made-up/f", "f.json", {
      title: "f",
      formula: "f",
      functions: { f: { x: "tensor[N, D]", returns: "any" } },
      checks: [
        {
          name: "the law holds for f",
          call: "f",
          property: "batch-independent",
          with: { arguments: ["x"], ...(field ? { field } : {}) },
          points: 1,
        },
      ],
      hints: ["?"],
    });
    return gradeExercise(
      { spec, reference: { f }, generators: {}, mistakes: new Map() },
      async () => ({ status: "loaded", session: inProcessSession({ f }) }),
      { seed: 1 },
    );
  };
  expect((await check((x) => ({ y: softmax(x) }), "y")).checks[0]?.status).toBe("pass");
  expect((await check((x) => ({ y: x.sub(x.mean(0)) }), "y")).checks[0]?.status).toBe("fail");
  expect((await check((x) => ({ y: softmax(x) }))).checks[0]?.lesson?.summary).toBe(
    "No tensor came back, and this law is about one.",
  );
});

test("a law that isn't known, or is told too little, is the spec's fault, never the student's", async () => {
  const spec = (property: string, settings: object): ReturnType<typeof parseSpec> =>
    parseSpec("99-made-up/f", "f.json", {
      title: "f",
      formula: "f",
      functions: { f: { x: "tensor", returns: "any" } },
      checks: [{ name: "the law holds for f", call: "f", property, with: settings, points: 1 }],
      hints: ["?"],
    });
  const lesson = async (property: string, settings: object): Promise<string | undefined> => {
    const exercise = {
      spec: spec(property, settings),
      reference: {},
      generators: {},
      mistakes: new Map(),
    };
    const result = await gradeExercise(
      exercise,
      async () => ({ status: "loaded", session: inProcessSession({ f: (x: Tensor) => x }) }),
      { seed: 1 },
    );
    expect(result.status).toBe("not graded");
    return result.checks[0]?.lesson?.summary;
  };
  expect(await lesson("commutative", {})).toContain(
    'names the property "commutative", expected one of additive, batch-independent,',
  );
  expect(await lesson("monotone", {})).toContain(
    'lacks "argument" for monotone: the argument in which it never falls.',
  );
  expect(await lesson("monotone", { argument: "x", axis: 1 })).toContain(
    'gives "axis" to monotone, expected argument, field.',
  );
});
