import { beforeAll, describe, it } from "vitest";
import { hinge, hingeBackward, multiClassHinge, multiClassHingeBackward } from "#reference/03-losses/hinge.ts";
import { sparseCrossEntropy, sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { tensor } from "#tensor";
import {
  differentiate,
  draws,
  expectAgreement,
  loadTensorFlow,
  toTf,
  type TensorFlow,
  type TfTensor,
} from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** The numbers by which TensorFlow.js knows them. */
const reductions = { none: 0, mean: 1, sum: 2 } as const;
const eachReduction = ["mean", "sum", "none"] as const;

describe("sparseCrossEntropy agrees with TensorFlow.js", () => {
  // One-hot rows there, and a weight of 0 for what is ignored.
  it.each(eachReduction)("with ignored labels, smoothing and reduction %s: value and gradient", (reduction) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [examples, classes] = [drawn.size(3), drawn.size(2)];
      const logits = drawn.tensor([examples, classes], -4, 4);
      const labels = drawn.integers([examples], 0, classes - 1);
      labels.data[1] = -100;
      const options = { reduction, labelSmoothing: drawn.pick([0, 0.25]) };
      const value = sparseCrossEntropy(logits, labels, options);
      const gradOutput = value.rank === 0 ? tensor(drawn.number()) : drawn.tensor(value.shape);
      const rows = tf.oneHot(toTf(tf, labels.maximum(0)).toInt(), classes).toFloat();
      const counts = toTf(tf, labels.notEqual(-100));
      const oracle = (x: TfTensor): TfTensor =>
        tf.losses.softmaxCrossEntropy(rows, x, counts, options.labelSmoothing, reductions[reduction]);
      const expected = differentiate(tf, oracle, [logits], gradOutput);
      expectAgreement(`sparseCrossEntropy (seed ${seed})`, value, expected.value);
      const gradient = sparseCrossEntropyBackward(logits, labels, gradOutput, options);
      expectAgreement(`gradient (seed ${seed})`, gradient, expected.gradients[0]!);
    }
  });
});

describe("hinge losses agree with TensorFlow.js", () => {
  it.each(eachReduction)("of two classes with reduction %s: value and gradient", (reduction) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [drawn.size(2), drawn.size(2)];
      const [scores, labels] = [drawn.tensor(shape), drawn.choices(shape, [-1, 1])];
      const value = hinge(scores, labels, { reduction });
      const gradOutput = value.rank === 0 ? tensor(drawn.number()) : drawn.tensor(shape);
      // Labels 0 and 1 there.
      const bits = toTf(tf, labels.greater(0));
      const oracle = (x: TfTensor): TfTensor => tf.losses.hingeLoss(bits, x, undefined, reductions[reduction]);
      const expected = differentiate(tf, oracle, [scores], gradOutput);
      expectAgreement(`hinge (seed ${seed})`, value, expected.value);
      expectAgreement(
        `gradient (seed ${seed})`,
        hingeBackward(scores, labels, gradOutput, { reduction }),
        expected.gradients[0]!,
      );
    }
  });

  // TensorFlow.js has none of many classes.
  it("of many classes, built of smaller operations: losses and gradient", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [examples, classes] = [drawn.size(2), drawn.size(3)];
      const scores = drawn.tensor([examples, classes]);
      const labels = drawn.integers([examples], 0, classes - 1);
      const gradOutput = drawn.tensor([examples]);
      const right = tf.oneHot(toTf(tf, labels).toInt(), classes).toFloat();
      const oracle = (x: TfTensor): TfTensor => {
        const missing = x.sub(x.mul(right).sum(1, true)).add(1).relu();
        return missing.mul(right.neg().add(1)).mean(1);
      };
      const expected = differentiate(tf, oracle, [scores], gradOutput);
      expectAgreement(
        `multiClassHinge (seed ${seed})`,
        multiClassHinge(scores, labels, { reduction: "none" }),
        expected.value,
      );
      const gradient = multiClassHingeBackward(scores, labels, gradOutput, { reduction: "none" });
      expectAgreement(`gradient (seed ${seed})`, gradient, expected.gradients[0]!);
    }
  });
});
