import { describe, expect, test } from "vitest";
import { Tensor, tensor } from "#tensor";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import type { CheckResult } from "#graders/result/result.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import type { Exercise } from "#graders/spec/spec.ts";

type Module = { readonly [name: string]: unknown };

const arguments_ = { x: "tensor[N, D]", weight: "tensor[M, D]" };
const spec = parseSpec("99-made-up/product", "specs/99-made-up/product.json", {
  title: "Product",
  formula: "y = x Wᵀ",
  functions: {
    product: { ...arguments_, returns: "tensor[N, M]" },
    productBackward: {
      ...arguments_,
      gradOutput: "tensor[N, M]",
      returns: { gradX: "like x", gradWeight: "like weight" },
    },
  },
  checks: [{ name: "the gradient of the product is right", call: "product", gradient: "productBackward", points: 1 }],
  hints: ["Which shapes must meet?"],
});

const right = {
  product: (x: Tensor, weight: Tensor) => x.matmul(weight.T),
  productBackward: (x: Tensor, weight: Tensor, gradOutput: Tensor) => ({
    gradX: gradOutput.matmul(weight),
    gradWeight: gradOutput.T.matmul(x),
  }),
};

/** Grades a module against the product's gradient check. */
async function check(module: Module, reference: Module = right, seed = 1): Promise<CheckResult> {
  const exercise: Exercise = { spec, reference, generators: {}, mistakes: new Map() };
  const result = await gradeExercise(exercise, async () => ({ status: "loaded", session: inProcessSession(module) }), {
    seed,
  });
  return result.checks[0]!;
}

describe("a right gradient passes", () => {
  test("under 300 seeds", async () => {
    for (let seed = 1; seed <= 300; seed++) expect((await check(right, right, seed)).status).toBe("pass");
  });
});

describe("a forward pass that answers the gradient check otherwise than other checks gains nothing by it", () => {
  const zeros = (x: Tensor, w: Tensor) => ({ gradX: x.mul(0), gradWeight: w.mul(0) });

  test("with a constant, whose slope is 0", async () => {
    const constant = (x: Tensor, w: Tensor) => x.matmul(w.T).mul(0).add(1);
    const { status, lesson } = await check({ product: constant, productBackward: zeros });
    expect([status, lesson?.call]).toEqual(["fail", "product(x, weight)"]);
  });

  test("with its last answer, where it is asked near the last point", async () => {
    let last: { readonly at: Tensor; readonly answer: Tensor } | undefined;
    const product = (x: Tensor, w: Tensor): Tensor => {
      const at = tensor([...x.data, ...w.data]);
      const near = last?.at.size === at.size && at.sub(last.at).abs().max().item() < 0.5;
      if (!near) last = { at, answer: right.product(x, w) };
      return last!.answer;
    };
    expect((await check({ product, productBackward: zeros })).status).toBe("fail");
  });

  test("with noise that is allowed in an answer and drowns every slope", async () => {
    let asked = 0;
    const product = (x: Tensor, w: Tensor): Tensor => right.product(x, w).mul(1 + 5e-7 * Math.sin(1e4 * asked++));
    expect((await check({ product, productBackward: zeros })).status).toBe("fail");
    expect((await check({ ...right, product })).status).toBe("pass");
  });
});

describe("a wrong gradient fails, and the lesson says how", () => {
  const wrong = (productBackward: (x: Tensor, weight: Tensor, gradOutput: Tensor) => unknown): Module => ({
    ...right,
    productBackward,
  });
  test.each<[string, Module, RegExp]>([
    [
      "half of it",
      wrong((x, w, g) => ({ gradX: g.matmul(w).div(2), gradWeight: g.T.matmul(x) })),
      /^The gradient with respect to x\[0, 0\] is -?[\d.e-]+, but moving that entry changes the output at the rate -?[\d.e-]+, measured on the forward pass\.$/,
    ],
    [
      "one entry of one argument",
      wrong((x, w, g) => ({
        gradX: g.matmul(w),
        gradWeight: g.T.matmul(x).map((value, index) => (index === 0 ? value + 0.001 : value)),
      })),
      /^With a gradOutput of zeros the gradient is not zero|^Multiplying gradOutput by −2 does not/,
    ],
    [
      "its transpose",
      wrong((x, w, g) => ({ gradX: g.matmul(w), gradWeight: x.T.matmul(g) })),
      /^The gradient with respect to weight has the shape \[\d, \d\], expected that of weight: \[\d, \d\]\.$/,
    ],
    [
      "without gradOutput",
      wrong((x, w, g) => ({ gradX: g.mul(0).add(1).matmul(w), gradWeight: g.mul(0).add(1).T.matmul(x) })),
      /^The gradient stays the same when gradOutput is multiplied by −2, so it does not depend on gradOutput\.$/,
    ],
    ["a field left out", wrong((_x, w, g) => ({ gradX: g.matmul(w) })), /^No gradWeight came back: found gradX\.$/],
    [
      "NaN",
      wrong((x, w, g) => ({ gradX: g.matmul(w).mul(NaN), gradWeight: g.T.matmul(x) })),
      /^The gradient with respect to x\[0, 0\] is NaN, but/,
    ],
    ["nothing", wrong(() => undefined), /^No gradX came back: found nothing numeric\.$/],
  ])("%s", async (_name, module, summary) => {
    const { status, lesson } = await check(module);
    expect(status).toBe("fail");
    expect(lesson?.summary).toMatch(summary);
  });

  test("another answer the second time", async () => {
    let calls = 0;
    const { lesson } = await check(
      wrong((x, w, g) => ({ gradX: g.matmul(w).mul(calls++ + 1), gradWeight: g.T.matmul(x) })),
    );
    expect(lesson?.summary).toBe(
      "The same backward call gave another answer the second time. Something is kept between calls.",
    );
  });

  test("its own argument changed", async () => {
    const { lesson } = await check(
      wrong((x, w, g) => {
        const gradX = g.matmul(w);
        const gradWeight = g.T.matmul(x);
        x.data.fill(0);
        return { gradX, gradWeight };
      }),
    );
    expect(lesson?.summary).toBe(
      "The backward call changed its argument number 1. Work on a copy: callers still need what they passed in.",
    );
  });

  test("the smallest input is small and round", async () => {
    const { lesson } = await check(wrong((x, w, g) => ({ gradX: g.matmul(w).div(2), gradWeight: g.T.matmul(x) })));
    for (const { value } of lesson?.input ?? []) {
      expect(value.shape!.reduce((size, length) => size * length, 1)).toBeLessThanOrEqual(1);
      for (const entry of value.values!) expect(Number.isInteger(Number(entry) * 4)).toBe(true);
    }
  });

  test("the reference's gradient stands beside it; where the forward pass is wrong, that is what the lesson is about", async () => {
    const halved = wrong((x, w, g) => ({ gradX: g.matmul(w).div(2), gradWeight: g.T.matmul(x) }));
    const { lesson } = await check(halved);
    expect([lesson?.call, lesson?.expected]).toEqual([expect.stringMatching(/^productBackward/), expect.anything()]);
    const tripled = { ...halved, product: (x: Tensor, w: Tensor) => x.matmul(w.T).mul(3) };
    expect((await check(tripled)).lesson?.call).toBe("product(x, weight)");
  });
});

test("one wrong coordinate among 400 is found by halving, and named", async () => {
  const wide = parseSpec("99-made-up/scale", "scale.json", {
    title: "Scale",
    formula: "y = 3x",
    functions: {
      scale: { x: "tensor[N, D]", returns: "like x" },
      scaleBackward: { x: "tensor[N, D]", gradOutput: "like x", returns: "like x" },
    },
    sizes: { N: [20, 20], D: [20, 20] },
    checks: [{ name: "the gradient of scale is right", call: "scale", gradient: "scaleBackward", points: 1, runs: 1 }],
    hints: ["?"],
  });
  const reference = { scale: (x: Tensor) => x.mul(3), scaleBackward: (_x: Tensor, g: Tensor) => g.mul(3) };
  const student = {
    ...reference,
    scaleBackward: (_x: Tensor, g: Tensor) => g.mul(3).map((value, index) => (index === 217 ? -value : value)),
  };
  const result = await gradeExercise(
    { spec: wide, reference, generators: {}, mistakes: new Map() },
    async () => ({ status: "loaded", session: inProcessSession(student) }),
    { seed: 1 },
  );
  expect(result.checks[0]?.lesson?.differences?.map(({ at }) => at)).toEqual(["x[10, 17]"]);
});

test("a scalar argument and a scalar loss have gradients too", async () => {
  const scalar = parseSpec("99-made-up/line", "line.json", {
    title: "Line",
    formula: "y = Σ a x",
    functions: {
      line: { x: "tensor[N]", a: "tensor[]", returns: "tensor[]" },
      lineBackward: {
        x: "tensor[N]",
        a: "tensor[]",
        gradOutput: "tensor[]",
        returns: { gradX: "like x", gradA: "like a" },
      },
    },
    checks: [{ name: "the gradient of the line is right", call: "line", gradient: "lineBackward", points: 1 }],
    hints: ["?"],
  });
  const module = {
    line: (x: Tensor, a: Tensor) => x.mul(a).sum().item(),
    lineBackward: (x: Tensor, a: Tensor, g: Tensor) => ({
      gradX: x.mul(0).add(g.item() * a.item()),
      gradA: x.sum().mul(g),
    }),
  };
  const result = await gradeExercise(
    { spec: scalar, reference: module, generators: {}, mistakes: new Map() },
    async () => ({ status: "loaded", session: inProcessSession(module) }),
    { seed: 1 },
  );
  expect(result.status).toBe("passed");
});

test("rounding inside a function, which no difference quotient sees, costs a right gradient nothing", async () => {
  // log(e²⁵ + eˣ) − 25 is 1e-11, made of numbers of size 25: its differences are mostly rounding.
  const cancelling = parseSpec("99-made-up/loss", "loss.json", {
    title: "Loss",
    formula: "log(e²⁵ + eˣ) − 25",
    functions: {
      loss: { x: "tensor[N]", returns: "like x" },
      lossBackward: { x: "tensor[N]", gradOutput: "like x", returns: "like x" },
    },
    checks: [{ name: "the gradient of the loss is right", call: "loss", gradient: "lossBackward", points: 1 }],
    hints: ["?"],
  });
  const module = {
    loss: (x: Tensor) => x.exp().add(Math.exp(25)).log().sub(25),
    lossBackward: (x: Tensor, g: Tensor) => g.div(x.neg().add(25).exp().add(1)),
  };
  for (let seed = 1; seed <= 50; seed++) {
    const result = await gradeExercise(
      { spec: cancelling, reference: module, generators: {}, mistakes: new Map() },
      async () => ({ status: "loaded", session: inProcessSession(module) }),
      { seed },
    );
    expect(result.points).toBe(result.maxPoints);
  }
});
