import { describe, expect, test } from "vitest";
import { relu } from "#reference/02-activations/relu.ts";
import { tensor, Tensor, zeros } from "#tensor";
import type { Draw } from "#graders/inputs/draw.ts";
import { parseSpec } from "#graders/spec/parse.ts";
import type { Exercise, Generator } from "#graders/spec/spec.ts";
import { auditInputs } from "./audit-inputs.ts";

interface Fixture {
  readonly signature?: { readonly [name: string]: unknown };
  readonly generator?: Generator;
  readonly f?: (...args: never[]) => unknown;
  readonly checks?: readonly { readonly [key: string]: unknown }[];
  readonly sizes?: { readonly [symbol: string]: readonly [number, number] };
}

const check = { name: "f equals the reference", call: "f", points: 1, matches: "reference" };

/** An exercise of one function, whose inputs are fine as long as nothing else is said. */
function exercise({ signature, generator, f, checks, sizes }: Fixture): Exercise {
  const spec = parseSpec("00-test/f", "specs/00-test/f.json", {
    title: "f",
    formula: "f",
    functions: {
      f: signature ?? { x: "tensor[N, D]", returns: "like x" },
      fBackward: { x: "tensor[N, D]", gradOutput: "like x", returns: "like x" },
    },
    ...(sizes ? { sizes } : {}),
    checks: checks ?? [check],
    hints: ["?"],
  });
  return {
    spec,
    reference: { f: f ?? ((x: unknown) => x), fBackward: (_x: Tensor, gradOutput: Tensor) => gradOutput },
    generators: generator ? { f: generator } : {},
    mistakes: new Map(),
  };
}

const matrix = (draw: Draw): Tensor => draw.tensor([draw.size(), draw.size()]);
const gradient = { name: "the gradient is right", call: "f", points: 1, gradient: "fBackward" };

test("inputs drawn from a signature hide nothing", () => {
  expect(auditInputs(exercise({}))).toEqual([]);
  expect(auditInputs(exercise({ checks: [gradient] }))).toEqual([]);
  const signature = {
    x: "tensor[N, D]",
    labels: "tensor[N] of integers in [0, D)",
    mask: "tensor[N] of 0 or 1",
    targets: "tensor[N, D] of one-hot rows",
    shares: "tensor[N, D] of probabilities",
    options: { reduction: "optional one of mean, sum", strict: "boolean", rate: "number in (0, 1)" },
    returns: "like x",
  };
  expect(auditInputs(exercise({ signature, sizes: { D: [2, 5] } }))).toEqual([]);
});

/** Generators, each of which hides mistakes in one way; and what is said about it. */
const hiding: { readonly [sentence: string]: Fixture & { readonly says: string } } = {
  "entries near 0": {
    generator: (draw) => ({ x: matrix(draw).map((entry, index) => (index % 2 === 0 ? entry * 2 ** -12 : entry)) }),
    says: "x is nearer to 0 than 0.0009765625 in",
  },
  "a few entries near 0, where quotients are taken": {
    checks: [gradient],
    generator: (draw) => ({ x: matrix(draw).map((entry) => (draw.integer(0, 19) === 0 ? 0 : entry)) }),
    says: "A difference quotient reaches across a kink at 0.",
  },
  "tensors that are small everywhere": {
    generator: (draw) => ({ x: matrix(draw).mul(2 ** -12) }),
    says: "x has no entry as large as 0.001 in",
  },
  "equal entries": {
    generator: (draw) => ({ x: draw.integers([draw.size(2, 5), draw.size(2, 5)], 1, 3).mul(draw.pick([-1, 1])) }),
    says: "x has equal entries in",
  },
  "x beside -x": {
    generator: (draw) => {
      const half = draw.tensor([draw.size(), draw.size(), 1], 0.5, 3);
      return { x: new Tensor([...half.data, ...half.neg().data], [half.shape[0]!, 2 * half.shape[1]!]) };
    },
    says: "x has with each entry x an entry -x in",
  },
  "one sign": {
    generator: (draw) => ({ x: matrix(draw).abs() }),
    says: "x is positive in",
  },
  "two arguments that are equal": {
    signature: { x: "tensor[N, D]", y: "like x", returns: "like x" },
    generator: (draw) => {
      const x = matrix(draw);
      return { x, y: x };
    },
    says: "x and y are equal in 200 of 200 draws where they have the same shape",
  },
  "square matrices": {
    generator: (draw) => {
      const size = draw.pick([1, 2, 3]);
      return { x: draw.tensor([size, draw.integer(0, 9) === 0 ? 4 : size]) };
    },
    says: "x is square in",
  },
  "symmetric matrices": {
    signature: { x: "tensor[N, N]", returns: "like x" },
    generator: (draw) => {
      const size = draw.size();
      const x = draw.tensor([size, size]);
      return { x: x.add(x.transpose()) };
    },
    says: "x equals its transpose in",
  },
  "rows that are alike": {
    generator: (draw) => ({ x: zeros([draw.size(), 1]).add(draw.tensor([draw.size()])) }),
    says: "x has rows that are all alike in",
  },
  "columns that are alike": {
    generator: (draw) => ({ x: zeros([draw.size()]).add(draw.tensor([draw.size(), 1])) }),
    says: "x has columns that are all alike in",
  },
  "sorted entries": {
    generator: (draw) => {
      const x = matrix(draw);
      return { x: new Tensor(x.data.toSorted(), x.shape) };
    },
    says: "x is sorted in",
  },
  "constant tensors": {
    generator: (draw) => ({ x: zeros([draw.size(), draw.size()]).add(draw.number()) }),
    says: "x is constant in",
  },
  "a size that never varies": {
    generator: (draw) => ({ x: draw.tensor([draw.size(), 4]) }),
    says: "the size D is 4 in all 200 draws, though it may be 1 to 5.",
  },
  "sizes that are always equal": {
    signature: { x: "tensor[N, D]", y: "tensor[M]", returns: "like x" },
    generator: (draw) => {
      const x = matrix(draw);
      return { x, y: draw.tensor([x.shape[0]!]) };
    },
    says: "the sizes N and M are equal in all 200 draws.",
  },
  "no batch of one": {
    generator: (draw) => ({ x: draw.tensor([draw.size(2, 5), draw.size()]) }),
    says: "the batch size N is never 1 in 200 draws.",
  },
  "an axis of length 1": {
    signature: { x: "tensor", returns: "like x" },
    generator: (draw) => ({ x: draw.tensor([draw.size(), 1]) }),
    says: "x has length 1 along axis 1 in all 200 draws of rank 2.",
  },
  "strides that leave no rest": {
    signature: {
      input: "tensor[N, C, H, W]",
      weight: "tensor[O, C, K, L]",
      options: { stride: "integer in [1, 3]" },
      returns: "like input",
    },
    sizes: { H: [2, 20], W: [2, 20], K: [1, 3], L: [1, 3] },
    generator: (draw) => {
      const stride = draw.integer(1, 3);
      const [k, l] = [draw.size(1, 3), draw.size(1, 3)];
      const [n, c, o] = [draw.size(), draw.size(1, 3), draw.size()];
      return {
        input: draw.tensor([n, c, k + stride * draw.integer(1, 3), l + stride * draw.integer(0, 4)]),
        weight: draw.tensor([o, c, k, l]),
        options: { stride },
      };
    },
    says: "the stride divides the way of the window in all",
  },
  "an option that is always given": {
    signature: { x: "tensor[N, D]", options: { strict: "optional boolean" }, returns: "like x" },
    generator: (draw) => ({ x: matrix(draw), options: { strict: draw.boolean() } }),
    says: "options.strict is given in all 200 draws, though it is optional.",
  },
  "an option that is never given": {
    signature: { x: "tensor[N, D]", options: { strict: "optional boolean" }, returns: "like x" },
    generator: (draw) => ({ x: matrix(draw), options: {} }),
    says: "options.strict is left out in all 200 draws, though it is optional.",
  },
  "a number that never changes": {
    signature: { x: "tensor[N, D]", rate: "number in (0, 1)", returns: "like x" },
    generator: (draw) => ({ x: matrix(draw), rate: 0.5 }),
    says: "rate is 0.5 in all 200 draws that give it, though its type allows more.",
  },
  "a choice that is never taken": {
    signature: { x: "tensor[N, D]", reduction: "one of mean, sum, none", returns: "like x" },
    generator: (draw) => ({ x: matrix(draw), reduction: draw.pick(["mean", "sum"]) }),
    says: "reduction is never none in 200 draws that give it.",
  },
  "a class that is never there": {
    signature: { x: "tensor[N, D]", labels: "tensor[N] of integers in [0, D)", returns: "like x" },
    generator: (draw) => {
      const x = draw.tensor([draw.size(), draw.size(2, 5)]);
      return { x, labels: draw.integers([x.shape[0]!], 0, x.shape[1]! - 2) };
    },
    says: "labels never holds its highest value in 200 draws.",
  },
  "one-hot rows without the last class": {
    signature: { x: "tensor[N, D] of one-hot rows", returns: "like x" },
    generator: (draw) => {
      const rows = draw.oneHot([draw.size(), draw.size(2, 4)]);
      return {
        x: rows.pad([
          [0, 0],
          [0, 1],
        ]),
      };
    },
    says: "x never holds the last class in 200 draws.",
  },
  "labels that are all alike": {
    signature: { x: "tensor[N, D]", labels: "tensor[N] of 0 or 1", returns: "like x" },
    generator: (draw) => {
      const x = matrix(draw);
      return { x, labels: zeros([x.shape[0]!]).add(draw.integer(0, 1)) };
    },
    says: "labels holds one class only in",
  },
  "results that are not finite": {
    f: (x: Tensor) => x.div(0),
    says: "the result is not finite in",
  },
  "results that are constant": {
    f: (x: Tensor) => relu(x.sub(2.9)),
    says: "the result is 0 in",
  },
  "results that are flat": {
    f: (x: Tensor) => x.mul(20).tanh(),
    says: "the result is within 0.000001 of 0, 1 or -1 in",
  },
  "gradients that are dead": {
    checks: [{ ...gradient, given: { x: "tensor[N, D]" } }],
    f: (x: Tensor) => x,
    says: "the gradient is 0 in",
  },
  "inputs that are refused": {
    f: () => {
      throw new RangeError("f: no.");
    },
    says: "the reference refuses 40 of 40 inputs: “f: no”. Code that always throws passes on them.",
  },
  "a generator that throws": {
    generator: () => {
      throw new Error("no such thing");
    },
    says: "the generator throws: “no such thing”.",
  },
};

describe("an audit names", () => {
  test.each(Object.entries(hiding))("%s", (what, { says, ...fixture }) => {
    const one = exercise(fixture);
    const dead = { ...one, reference: { ...one.reference, fBackward: (x: Tensor) => x.mul(0) } };
    const faults = auditInputs(what === "gradients that are dead" ? dead : one);
    expect(faults.filter((fault) => fault.includes(says))).toHaveLength(1);
  });
});

describe("numeric cases of a function are judged together", () => {
  const cases = (...inputs: unknown[]) => ({
    checks: [
      {
        name: "f gives back x",
        call: "f",
        points: 1,
        cases: inputs.map((x) => ({ x, expect: x, source: "definition" })),
      },
    ],
  });
  test.each([
    ["is constant in all 2 that have more than one entry", [[[2, 2, 2]], [[3], [3]]]],
    ["is 0 in all 2", [[[0]], [[0]]]],
    [
      "is square in all 2 that have more than one entry",
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ],
    [
      "is square in all 1 that have more than one entry",
      [
        [
          [1, 2],
          [2, 4],
        ],
        [[5]],
      ],
    ],
  ])("x %s", (says, inputs) => {
    expect(auditInputs(exercise(cases(...inputs)))).toEqual([
      expect.stringContaining(`In the numeric cases of f, x ${says}.`),
    ]);
  });
  test("x equals its transpose", () => {
    const signature = { x: "tensor[N, N]", returns: "like x" };
    expect(
      auditInputs(
        exercise({
          signature,
          ...cases([
            [1, 2],
            [2, 4],
          ]),
        }),
      ),
    ).toEqual([
      "In the numeric cases of f, x equals its transpose in all 1 that have more than one entry. A transpose too many or too few does not show. Add a case that is not symmetric.",
    ]);
  });
  test("one that is neither square nor constant is enough", () => {
    expect(
      auditInputs(
        exercise(
          cases(
            [
              [1, 2],
              [3, 4],
            ],
            [[0]],
            [[1, 2, 3]],
          ),
        ),
      ),
    ).toEqual([]);
  });
});

describe("what is missing from one check may stand in another of the same function", () => {
  const signature = { x: "tensor[N, D]", reduction: "one of mean, sum", returns: "like x" };
  const only = (name: string, reduction: string) => ({
    ...check,
    name: `${name} is right`,
    given: { x: "tensor[N, D]", reduction: `one of ${reduction}` },
  });
  test("a choice", () => {
    const generators = {
      means: (draw: Draw) => ({ x: matrix(draw), reduction: "mean" }),
      sums: (draw: Draw) => ({ x: matrix(draw), reduction: "sum" }),
    };
    const both = ["means", "sums"].map((given) => ({ ...check, name: `the ${given} are right`, given }));
    expect(auditInputs({ ...exercise({ signature, checks: both }), generators })).toEqual([]);
    expect(auditInputs({ ...exercise({ signature, checks: both.slice(1) }), generators })).toEqual([
      'In the check “the sums are right”, reduction is never mean in 200 draws that give it. Code that knows nothing else passes. Draw it over all that its type allows, or narrow its type in "given".',
    ]);
  });
  test("a type that allows no more asks for no more", () => {
    expect(auditInputs(exercise({ signature, checks: [only("the mean", "mean")] }))).toEqual([]);
  });
});

describe("a check that is degenerate on purpose", () => {
  const given = { x: "tensor[N, D] in (-0.25, -0.125)" };
  const flat = { ...check, given, degenerate: "far from the boundary" };
  const plain = { ...check, name: "f equals the reference everywhere" };
  const f = (x: Tensor) => x.greater(0);
  test("says so, and is let be", () => {
    expect(auditInputs(exercise({ f, checks: [plain, flat] }))).toEqual([]);
  });
  test("is found when it doesn't", () => {
    expect(auditInputs(exercise({ f, checks: [plain, { ...check, given }] }))).toEqual([
      expect.stringMatching(
        /^In the check “f equals the reference”, the result is 0 in \d+ of \d+ entries\. Code that always returns that is right almost everywhere\. Draw inputs for which it takes other values as often\.$/u,
      ),
    ]);
  });
  test("must not say so when nothing is", () => {
    expect(auditInputs(exercise({ checks: [plain, { ...check, degenerate: "all the same" }] }))).toEqual([
      'The check “f equals the reference” says that it is degenerate, but nothing degenerate is found in its inputs. Take "degenerate" away.',
    ]);
    const cases = [{ x: [[1, 2]], expect: [[1, 2]], source: "definition" }];
    const numeric = { name: "f gives back x", call: "f", points: 1, cases, degenerate: "all the same" };
    expect(auditInputs(exercise({ checks: [numeric, plain] }))).toEqual([
      'The check “f gives back x” says that it is degenerate, but numeric cases are judged together with all others of their function. Take "degenerate" away.',
    ]);
  });
  test("can't be the only one", () => {
    expect(auditInputs(exercise({ f, checks: [flat] }))).toEqual([
      "Every check of f is degenerate on purpose. Add one whose inputs are ordinary, so that a plain mistake shows.",
    ]);
  });
});

test("the fields of a record are arguments of their own", () => {
  const signature = { pair: { left: "tensor[N]", right: "tensor[N]" }, returns: "tensor[]" };
  const faults = auditInputs(
    exercise({
      signature,
      f: () => tensor(0),
      generator: (draw) => {
        const left = draw.tensor([draw.size()]);
        return { pair: { left, right: left } };
      },
    }),
  );
  expect(faults[0]).toContain("pair.left and pair.right are equal in 200 of 200 draws");
});
