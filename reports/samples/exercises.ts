/** Exercises in every state that a report has to show, with the content of the real course. */
import type { ExerciseResult } from "#graders/result/result.ts";
import { check, exercise, matrix, vector } from "./build.ts";

export const perceptron = exercise(
  "01-foundations/perceptron",
  "Perceptron",
  [
    check("the perceptron separates a linearly separable set", 3, { kind: "converges", runs: 20 }),
    check("a point on the boundary counts as positive", 1, { runs: 1 }),
  ],
  { formula: "ŷ = 1[w·x + b ≥ 0]" },
);

export const relu = exercise(
  "02-activations/relu",
  "ReLU",
  [
    check("relu keeps positive entries and zeroes the rest", 2, { runs: 4 }),
    check("relu leaves its argument as it was", 1, { kind: "pure", runs: 20 }),
    check("the gradient of relu is right", 3, {
      kind: "gradient",
      status: "fail",
      lesson: {
        summary: "The gradient with respect to x is 1 at [0], expected 0. 2 of 3 entries differ.",
        call: "reluBackward(x, gradOutput)",
        code: "const x = tensor([-2, 0.5, 3]);\nconst gradOutput = tensor([1, -1, 1]);\nreluBackward(x, gradOutput)",
        input: [
          { name: "x", value: vector([-2, 0.5, 3]) },
          { name: "gradOutput", value: vector([1, -1, 1]) },
        ],
        expected: vector([0, -1, 1]),
        actual: { ...vector([1, 0, 1]), wrong: [0, 1] },
        differences: [
          { at: "[0]", expected: 0, actual: 1, difference: 1, allowed: 1e-6 },
          { at: "[1]", expected: -1, actual: 0, difference: 1, allowed: 1e-6 },
        ],
        differing: { count: 2, of: 3 },
        tolerance: "within 1e-6 of the expected entry; rounding stays below that",
        mistakes: [
          {
            name: "mask from the upstream sign",
            looksLike: "The gradient is cut where gradOutput is negative, not where x is.",
            reread: "dL/dx = dL/dy · 1[x > 0]",
          },
        ],
        hint: "What is the slope on each side of zero?",
        source: "central differences of your own relu",
        seed: 417,
      },
    }),
  ],
  { formula: "relu(x) = max(0, x)", console: "mask 0 1 1\n" },
);

export const softmax = exercise(
  "02-activations/softmax",
  "Softmax",
  [
    check("each row of softmax sums to one", 2, { kind: "sums to", runs: 50 }),
    check("adding a constant to every logit leaves softmax unchanged", 2, {
      kind: "shift-invariant",
      status: "fail",
      lesson: {
        summary: "With 1000 added to every logit the result is NaN at [0, 0]. All 6 entries differ.",
        call: "softmax(logits, { axis: 1 })",
        input: [
          {
            name: "logits",
            value: matrix([
              [1000, 1001, 1002],
              [1000, 1000, 1000],
            ]),
          },
        ],
        expected: matrix([
          [0.09003057317038046, 0.24472847105479764, 0.6652409557748218],
          [0.3333333333333333, 0.3333333333333333, 0.3333333333333333],
        ]),
        actual: {
          ...matrix([
            ["NaN", "NaN", "NaN"],
            ["NaN", "NaN", "NaN"],
          ]),
          wrong: [0, 1, 2, 3, 4, 5],
        },
        differences: [
          { at: "[0, 0]", expected: 0.09003057317038046, actual: "NaN" },
          { at: "[0, 1]", expected: 0.24472847105479764, actual: "NaN" },
          { at: "[0, 2]", expected: 0.6652409557748218, actual: "NaN" },
        ],
        differing: { count: 6, of: 6 },
        tolerance: "within 1e-6 of the expected entry; rounding stays below that",
        mistakes: [
          {
            name: "no maximum subtracted",
            looksLike: "exp(1000) is Infinity, and Infinity / Infinity is NaN.",
            reread: "softmax(z)_c = exp(z_c − max z) / Σ_k exp(z_k − max z)",
          },
        ],
        source: "softmax of the same logits without the shift",
        seed: 90210,
      },
    }),
    check("the gradient of softmax is right", 4, {
      kind: "gradient",
      status: "fail",
      lesson: {
        summary: "The gradient with respect to logits is 0 at [0, 0], expected -0.162803. 2 of 6 entries differ.",
        call: "softmaxBackward(logits, gradOutput)",
        input: [
          {
            name: "logits",
            value: matrix([
              [0, 1, -1],
              [2, 0, 0],
            ]),
          },
          {
            name: "gradOutput",
            value: matrix([
              [0, 1, 0],
              [0, 0, 0],
            ]),
          },
        ],
        expected: matrix([
          [-0.16280340198980445, 0.22269542653462335, -0.059892024544818935],
          [0, 0, 0],
        ]),
        actual: {
          ...matrix([
            [0, 0.22269542653462335, 0],
            [0, 0, 0],
          ]),
          wrong: [0, 2],
        },
        differences: [
          {
            at: "[0, 0]",
            expected: -0.16280340198980445,
            actual: 0,
            difference: 0.16280340198980445,
            allowed: 1.63e-7,
          },
          {
            at: "[0, 2]",
            expected: -0.059892024544818935,
            actual: 0,
            difference: 0.059892024544818935,
            allowed: 5.99e-8,
          },
        ],
        differing: { count: 2, of: 6 },
        tolerance: "within 1e-6 of the expected entry; rounding stays below that",
        mistakes: [
          {
            name: "only the diagonal of the Jacobian",
            looksLike: "Each output is treated as if it depended on its own logit alone; the shared sum is forgotten.",
            reread: "dL/dz_c = p_c (dL/dp_c − Σ_k p_k dL/dp_k)",
          },
        ],
        hint: "Raise one logit. Which probabilities change?",
        source: "central differences of the reference, order 4",
        seed: 7,
      },
    }),
    check("softmax is right on secret logits", 2, {
      status: "fail",
      visibility: "hidden",
      runs: 8,
      lesson: {
        summary: "SECRET-SUMMARY is wrong at [0].",
        call: "softmax(SECRET-CALL)",
        input: [{ name: "logits", value: { text: "SECRET-INPUT" } }],
        expected: vector([123456789, 1]),
        actual: { ...vector([1, 1]), wrong: [0] },
        mistakes: [
          {
            name: "no maximum subtracted",
            looksLike: "exp(1000) is Infinity, and Infinity / Infinity is NaN.",
            reread: "softmax(z)_c = exp(z_c − max z) / Σ_k exp(z_k − max z)",
          },
        ],
        source: "SECRET-SOURCE",
        seed: 987654321,
      },
    }),
    check("softmax holds for one class", 1, {
      visibility: "after-due",
      status: "fail",
      lesson: { summary: "LATER-SUMMARY is wrong.", call: "softmax(logits)", seed: 135792468 },
    }),
  ],
  { formula: "softmax(z)_c = exp(z_c) / Σ_k exp(z_k)", console: "printed SECRET-INPUT\n" },
);

export const crossEntropy = exercise(
  "03-losses/cross-entropy",
  "Softmax cross-entropy",
  [
    check("the loss of a sure and right answer is zero", 1, { runs: 3 }),
    check("the loss is a number with no axes", 2, {
      status: "fail",
      lesson: {
        summary: "The result has the shape [2], expected [].",
        call: "softmaxCrossEntropy(logits, labels)",
        input: [
          {
            name: "logits",
            value: matrix([
              [0, 0],
              [0, 0],
            ]),
          },
          { name: "labels", value: { text: "[0, 1]" } },
        ],
        expected: { text: "0.693147181", shape: [], values: [Math.LN2] },
        actual: { ...vector([Math.LN2, Math.LN2]), wrong: [] },
        hint: "Average over the batch at the end.",
        source: "ln 2, worked by hand",
      },
    }),
    check("a label outside the classes is refused", 1, {
      kind: "throws",
      status: "error",
      lesson: {
        summary: "TypeError: Cannot read properties of undefined (reading 'shape').",
        call: "softmaxCrossEntropy(logits, [7])",
        problem: {
          kind: "threw",
          message: "TypeError: Cannot read properties of undefined (reading 'shape').",
          file: "exercises/03-losses/cross-entropy.ts",
          line: 14,
        },
      },
    }),
    check("the gradient of the loss is right", 3, {
      kind: "gradient",
      status: "skipped",
      lesson: {
        summary: "It builds on “the loss is a number with no axes”, which has not passed yet. Mend that first.",
      },
    }),
  ],
  { formula: "L = (1/N) Σ_n [ log Σ_c exp(z_nc) − z_n[y_n] ]" },
);

export const sgd = exercise("04-optimizers/momentum", "SGD with momentum", [
  check("momentum reaches the minimum of a bowl", 4, {
    kind: "converges",
    status: "error",
    lesson: {
      summary: "No answer came within 2 seconds of CPU time.",
      call: "minimise(bowl, { steps: 200 })",
      problem: {
        kind: "timed-out",
        message: "The call used more than 2 seconds of CPU time. Look for a loop whose condition never turns false.",
        file: "exercises/04-optimizers/momentum.ts",
      },
    },
  }),
  check("the step is smooth at a plateau", 2, {
    kind: "gradient",
    status: "inconclusive",
    lesson: {
      summary:
        "On 3 of 40 inputs the slope could not be measured well enough to judge the gradient. This costs nothing.",
    },
  }),
  check("two runs with the same seed agree", 2, {
    kind: "deterministic",
    status: "not graded",
    lesson: {
      summary: "The grader could not run this check: the child process was lost. This is our fault and costs nothing.",
      problem: {
        kind: "grader",
        message:
          "The grader could not run this check: the child process was lost. This is our fault and costs nothing.",
      },
    },
  }),
]);

export const adam: ExerciseResult = {
  id: "04-optimizers/adam",
  title: "Adam",
  status: "missing",
  points: 0,
  maxPoints: 6,
  checks: [],
  problem: {
    kind: "missing",
    message: "There is no exercises/04-optimizers/adam.ts in the submission. Put the file at that path.",
    file: "exercises/04-optimizers/adam.ts",
  },
};
export const conv: ExerciseResult = {
  id: "05-convolution/conv2d",
  title: "2-D convolution",
  status: "broken",
  points: 0,
  maxPoints: 8,
  checks: [],
  formula: "y[n, o, i, j] = b[o] + Σ_c Σ_u Σ_v w[o, c, u, v] · x[n, c, i + u, j + v]",
  problem: {
    kind: "syntax",
    message: "Expected ',' or ')' but found '{'. The file must parse before any check can run.",
    file: "exercises/05-convolution/conv2d.ts",
    line: 22,
  },
};
export const pooling: ExerciseResult = {
  id: "05-convolution/max-pool",
  title: "Max pooling",
  status: "not started",
  points: 0,
  maxPoints: 4,
  checks: [
    check("each output is the largest of its window", 4, {
      status: "fail",
      lesson: { summary: "maxPool is not written yet." },
    }),
  ],
};
export const batchNorm: ExerciseResult = {
  id: "05-convolution/batch-norm",
  title: "Batch normalisation",
  status: "not started",
  points: 0,
  maxPoints: 6,
  checks: [],
};
export const attention: ExerciseResult = {
  id: "09-attention/scaled-dot-product",
  title: "Scaled dot-product attention",
  status: "not graded",
  points: 0,
  maxPoints: 0,
  checks: [],
  problem: { kind: "grader", message: "The grader's child process was lost three times in a row." },
};
