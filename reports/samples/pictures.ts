/** Failures whose numbers say more as a picture, with the student's own lines beside them. */
import type { ExerciseResult, Preview } from "#graders/result/result.ts";
import { check, exercise, result, vector } from "./build.ts";

function tensor(shape: readonly number[], values: readonly (number | string)[]): Preview {
  return { text: `tensor of shape [${shape.join(", ")}]`, shape, values };
}

/** Entry `index` of a picture that goes up and down. */
function wave(index: number): number {
  return Math.round(1000 * Math.sin(index / 3)) / 1000;
}

const featureMap = Array.from({ length: 2 * 8 * 12 }, (_, index) => wave(index));
const shifted = featureMap.map((value, index) => (index % 12 > 8 ? value - wave(index * 7) : value));

/** The last columns of two feature maps are off. */
export const padding: ExerciseResult = exercise("10-convolutional-networks/conv2d", "Convolution in two dimensions", [
  check("padding keeps the size", 2, {
    status: "fail",
    lesson: {
      summary: "48 of 192 entries differ.",
      call: "conv2d(input, weight, bias, { padding: 1 })",
      expected: tensor([1, 2, 8, 12], featureMap),
      actual: {
        ...tensor([1, 2, 8, 12], shifted),
        wrong: shifted.flatMap((value, index) => (value === featureMap[index] ? [] : [index])),
      },
      lines: {
        path: "exercises/10-convolutional-networks/conv2d.ts",
        from: 12,
        text: 'export function conv2d(input: Tensor, weight: Tensor, bias: Tensor): Tensor {\n  // One column too few.\n  const width = input.shape[3]! - 1;\n  return correlate(input, weight, "valid").slice(0, width);\n}',
      },
    },
  }),
]);

const matrixOf = (change: (value: number, index: number) => number | string): Preview =>
  tensor(
    [4, 5],
    Array.from({ length: 20 }, (_, index) => change(wave(index), index)),
  );

/** One row of a matrix is off, one entry of it no number. */
export const rows: ExerciseResult = exercise("02-activations/softmax", "Softmax", [
  check("each row is normalised on its own", 2, {
    status: "fail",
    lesson: {
      summary: "5 of 20 entries differ.",
      call: "softmax(logits)",
      expected: matrixOf((value) => value),
      actual: {
        ...matrixOf((value, index) => (index < 5 || index > 9 ? value : index === 7 ? "NaN" : value + (index - 7) / 4)),
        wrong: [5, 6, 7, 8, 9],
      },
    },
  }),
]);

const argument = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3];
const gelu = [-0.00404951, -0.0454023, -0.15865525, -0.15426877, 0, 0.34573123, 0.84134475, 1.9545977, 2.99595049];
const approximated = gelu.map((value, index) => (argument[index]! < 0 ? 0 : value));

/** A curve that is cut where its argument is negative. */
export const curve: ExerciseResult = exercise("02-activations/gelu", "GELU", [
  check("gelu lets small negative values through", 2, {
    status: "fail",
    lesson: {
      summary: "4 of 9 entries differ.",
      call: "gelu(x)",
      input: [{ name: "x", value: vector(argument) }],
      expected: vector(gelu),
      actual: { ...vector(approximated), wrong: [0, 1, 2, 3] },
    },
  }),
]);

const losses = Array.from({ length: 50 }, (_, step) => Math.round(1000 * Math.exp(-step / 12)) / 1000);
const growing = losses.map((loss, step) =>
  step < 20 ? loss : step > 47 ? "NaN" : step > 44 ? 1e6 * step : loss * (1 + (step - 20) / 10),
);

/** A loss that leaves its course and ends in NaN. */
export const training: ExerciseResult = exercise("08-optimisers/momentum", "SGD with momentum", [
  check("the loss falls as it should", 3, {
    status: "fail",
    lesson: {
      summary: "29 of 50 entries differ.",
      call: "losses(start, { steps: 50 })",
      expected: vector(losses),
      actual: { ...vector(growing), wrong: growing.flatMap((loss, step) => (loss === losses[step] ? [] : [step])) },
    },
  }),
]);

/** A file that can't be read, with the line where reading ended. */
export const unreadable: ExerciseResult = {
  id: "03-losses/mse",
  title: "Mean squared error",
  status: "broken",
  points: 0,
  maxPoints: 5,
  checks: [],
  problem: {
    kind: "syntax",
    message:
      "exercises/03-losses/mse.ts, line 5 is not valid TypeScript: Expression expected. Correct the syntax there or just above.",
    file: "exercises/03-losses/mse.ts",
    line: 5,
  },
  lines: {
    path: "exercises/03-losses/mse.ts",
    from: 3,
    text: "export function mse(predictions: Tensor, targets: Tensor): Tensor {\n  const error = predictions.sub(targets);\n  return error.square(.mean();\n}",
    marked: 5,
  },
};

export const pictured = result("ada-2", [curve, rows, unreadable, training, padding]);
