import { beforeAll, describe, it } from "vitest";
import type { Draw } from "#graders/inputs/draw.ts";
import {
  binaryCrossEntropy,
  binaryCrossEntropyBackward,
  binaryCrossEntropyWithLogits,
  binaryCrossEntropyWithLogitsBackward,
} from "#reference/03-losses/binary-cross-entropy.ts";
import {
  categoricalCrossEntropy,
  categoricalCrossEntropyBackward,
} from "#reference/03-losses/categorical-cross-entropy.ts";
import { huber, huberBackward } from "#reference/03-losses/huber.ts";
import { mae, maeBackward } from "#reference/03-losses/mae.ts";
import { mse, mseBackward } from "#reference/03-losses/mse.ts";
import type { LossOptions } from "#reference/03-losses/reduction.ts";
import { tensor, type Tensor } from "#tensor";
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

interface Loss {
  readonly forward: (predictions: Tensor, targets: Tensor, options?: LossOptions) => Tensor;
  readonly backward: (predictions: Tensor, targets: Tensor, gradOutput: Tensor, options?: LossOptions) => Tensor;
  readonly draw: (drawn: Draw, shape: readonly number[]) => { predictions: Tensor; targets: Tensor };
  readonly oracle: (predictions: TfTensor, targets: TfTensor, reduction: number) => TfTensor;
}

const real: Loss["draw"] = (drawn, shape) => ({ predictions: drawn.tensor(shape), targets: drawn.tensor(shape) });
const binary: Loss["draw"] = (drawn, shape) => ({
  predictions: drawn.tensor(shape, -4, 4),
  targets: drawn.choices(shape, [0, 1]),
});

/** The losses of TensorFlow.js take labels first; of its gradients, only those for predictions are asked for. */
const losses: { readonly [name: string]: Loss } = {
  mse: {
    forward: mse,
    backward: mseBackward,
    draw: real,
    oracle: (x, y, reduction) => tf.losses.meanSquaredError(y, x, undefined, reduction),
  },
  mae: {
    forward: mae,
    backward: maeBackward,
    draw: real,
    oracle: (x, y, reduction) => tf.losses.absoluteDifference(y, x, undefined, reduction),
  },
  huber: {
    forward: huber,
    backward: huberBackward,
    draw: real,
    oracle: (x, y, reduction) => tf.losses.huberLoss(y, x, undefined, 1, reduction),
  },
  "huber with another delta": {
    forward: (x, y, options) => huber(x, y, { delta: 0.5, ...options }),
    backward: (x, y, grad, options) => huberBackward(x, y, grad, { delta: 0.5, ...options }),
    draw: real,
    oracle: (x, y, reduction) => tf.losses.huberLoss(y, x, undefined, 0.5, reduction),
  },
  "binary cross entropy": {
    forward: binaryCrossEntropy,
    backward: binaryCrossEntropyBackward,
    draw: (drawn, shape) => ({ predictions: drawn.tensor(shape, 0.1, 0.9), targets: drawn.choices(shape, [0, 1]) }),
    oracle: (x, y, reduction) => tf.losses.logLoss(y, x, undefined, 0, reduction),
  },
  "binary cross entropy with logits": {
    forward: binaryCrossEntropyWithLogits,
    backward: binaryCrossEntropyWithLogitsBackward,
    draw: binary,
    oracle: (x, y, reduction) => tf.losses.sigmoidCrossEntropy(y, x, undefined, 0, reduction),
  },
  "categorical cross entropy": {
    forward: categoricalCrossEntropy,
    backward: categoricalCrossEntropyBackward,
    draw: (drawn, shape) => ({ predictions: drawn.tensor(shape, -4, 4), targets: drawn.oneHot(shape) }),
    oracle: (x, y, reduction) => tf.losses.softmaxCrossEntropy(y, x, undefined, 0, reduction),
  },
};

/** The numbers by which TensorFlow.js knows them. */
const reductions = { none: 0, mean: 1, sum: 2 } as const;

describe.each(Object.entries(losses))("%s agrees with TensorFlow.js", (name, { forward, backward, draw, oracle }) => {
  it.each(["mean", "sum", "none"] as const)("with reduction %s: value and gradient", (reduction) => {
    for (const { seed, draw: start } of draws) {
      const drawn = start();
      const { predictions, targets } = draw(drawn, [drawn.size(2), drawn.size(2)]);
      const value = forward(predictions, targets, { reduction });
      const gradOutput = value.rank === 0 ? tensor(drawn.number()) : drawn.tensor(value.shape);
      const truth = toTf(tf, targets);
      const expected = differentiate(tf, (x) => oracle(x, truth, reductions[reduction]), [predictions], gradOutput);
      expectAgreement(`${name} (seed ${seed})`, value, expected.value);
      expectAgreement(
        `gradient of ${name} (seed ${seed})`,
        backward(predictions, targets, gradOutput, { reduction }),
        expected.gradients[0]!,
      );
    }
  });
});
