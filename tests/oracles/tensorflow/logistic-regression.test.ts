import { beforeAll, describe, it } from "vitest";
import {
  fit,
  logisticLoss,
  logisticLossBackward,
  predictProbability,
} from "#reference/04-linear-models/logistic-regression.ts";
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

describe("logistic regression agrees with TensorFlow.js", () => {
  it("in the loss and the gradients of weight and bias", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [examples, features] = [drawn.size(2), drawn.size(2)];
      const [input, weight, bias] = [
        drawn.tensor([examples, features]),
        drawn.tensor([features]),
        tensor(drawn.number()),
      ];
      const labels = drawn.choices([examples], [0, 1]);
      const gradOutput = tensor(drawn.number());
      const [x, y] = [toTf(tf, input), toTf(tf, labels)];
      const oracle = (w: TfTensor, b: TfTensor): TfTensor => {
        const logits = tf
          .matMul(x, w.reshape([features, 1]))
          .reshape([examples])
          .add(b);
        return tf.losses.sigmoidCrossEntropy(y, logits);
      };
      const expected = differentiate(tf, oracle, [weight, bias], gradOutput);
      const { gradWeight, gradBias } = logisticLossBackward(input, weight, bias, labels, gradOutput);
      expectAgreement(`logisticLoss (seed ${seed})`, logisticLoss(input, weight, bias, labels), expected.value);
      expectAgreement(`gradWeight (seed ${seed})`, gradWeight, expected.gradients[0]!);
      expectAgreement(`gradBias (seed ${seed})`, gradBias, expected.gradients[1]!);
    }
  });

  it("in where gradient descent leads, and the probabilities that it gives there", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [examples, features] = [drawn.size(3), drawn.size(2)];
      const [input, labels] = [drawn.tensor([examples, features]), drawn.choices([examples], [0, 1])];
      const options = { learningRate: 0.5, steps: drawn.integer(5, 15) };
      const { weight, bias } = fit(input, labels, options);
      const [x, y] = [toTf(tf, input), toTf(tf, labels)];
      const [w, b] = [tf.variable(tf.zeros([features, 1])), tf.variable(tf.scalar(0))];
      const logits = (): TfTensor => tf.matMul(x, w).reshape([examples]).add(b);
      const descent = tf.train.sgd(options.learningRate);
      for (let step = 0; step < options.steps; step++) {
        descent.minimize(() => tf.losses.sigmoidCrossEntropy(y, logits()), false, [w, b]);
      }
      expectAgreement(`weight (seed ${seed})`, weight, w.reshape([features]));
      expectAgreement(`bias (seed ${seed})`, bias, b);
      expectAgreement(
        `predictProbability (seed ${seed})`,
        predictProbability(input, weight, bias),
        tf.sigmoid(logits()),
      );
    }
  });
});
