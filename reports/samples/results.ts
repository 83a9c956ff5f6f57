/** A small class: one submission for each way in which a report can look. */
import type { Result } from "#graders/result/result.ts";
import { check, exercise, result } from "./build.ts";
import {
  adam,
  attention,
  batchNorm,
  conv,
  crossEntropy,
  perceptron,
  pooling,
  relu,
  sgd,
  softmax,
} from "./exercises.ts";
import { hostile, longName } from "./hostile.ts";

export const mixed = result("ada-lovelace", [
  perceptron,
  relu,
  softmax,
  crossEntropy,
  sgd,
  adam,
  conv,
  pooling,
  batchNorm,
  attention,
]);

export const flawless = result("grace-hopper", [
  perceptron,
  exercise(
    "02-activations/relu",
    "ReLU",
    [
      check("relu keeps positive entries and zeroes the rest", 2, { runs: 4 }),
      check("the gradient of relu is right", 3, { kind: "gradient", runs: 30 }),
    ],
    { formula: "relu(x) = max(0, x)" },
  ),
]);

export const untouched = result("student-10", [pooling, batchNorm]);

export const notGraded = result("student-2", [attention]);

export const empty = result("Zoë Nguyễn", [], {
  problem: {
    kind: "missing",
    message: "The submission holds no exercise file. Expected files such as exercises/02-activations/relu.ts.",
  },
});

export const samples: readonly Result[] = [mixed, flawless, untouched, notGraded, empty, hostile, longName];
