/** Reads scores of classes, along whatever axis and among whatever other axes, as rows `[N, C]`. */
import type { Tensor } from "#tensor";
import { attribute, findInput, type PublishedCase } from "../published-case.ts";
import { predictionsOf } from "./loss.ts";

export interface ClassRows {
  /** `[N, C]` */
  readonly scores: Tensor;
  /** An array of the shape of the scores as rows. */
  readonly toRows: (x: Tensor) => Tensor;
  /** One number for each row, in the shape that the case's examples have. */
  readonly restore: (losses: Tensor) => Tensor;
  /** The case's examples: all axes but that of the classes. */
  readonly shape: readonly number[];
}

/** ONNX has its classes along axis 1; elsewhere an attribute names the axis, the last when left out. */
export function readClasses(item: PublishedCase): ClassRows {
  const given = item.file.startsWith("onnx/")
    ? findInput(item, "x", "input")!
    : (findInput(item, "scores") ?? predictionsOf(item));
  const axis = item.file.startsWith("onnx/") ? 1 : attribute(item, "axis", -1);
  const classes = axis < 0 ? axis + given.rank : axis;
  const others = [...Array(given.rank).keys()].filter((one) => one !== classes);
  const toRows = (x: Tensor): Tensor => x.transpose([...others, classes]).reshape([-1, x.shape[classes]!]);
  const shape = others.map((one) => given.shape[one]!);
  return { scores: toRows(given), toRows, restore: (losses) => losses.reshape(shape), shape };
}

/**
 * Logits of which the softmax is these probabilities, guarded against the logarithm of 0 as the library does: Keras and
 * tfjs-layers clip to [1e-7, 1 − 1e-7] in float32 after dividing by the sum, scikit-learn at the machine epsilon.
 */
export function logitsOf(item: PublishedCase, probabilities: Tensor): Tensor {
  const [low, high] =
    item.op === "sklearn.log_loss" ? [Number.EPSILON, 1 - Number.EPSILON] : [Math.fround(1e-7), Math.fround(1 - 1e-7)];
  return probabilities
    .div(probabilities.sum(-1, { keepDims: true }))
    .clip(low, high)
    .log();
}

/** Whether the scores are logits rather than probabilities. */
export function areLogits(item: PublishedCase): boolean {
  if (/^(onnx|training)\//.test(item.file) || item.op === "softmaxCrossEntropy") return true;
  return attribute(item, "from_logits", attribute(item, "fromLogits", false));
}
