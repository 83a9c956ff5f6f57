import { beforeAll, describe, it } from "vitest";
import { cnn, cnnBackward, type CnnParameters } from "#reference/10-convolutional-networks/train-cnn.ts";
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

describe("the small convolutional network agrees with TensorFlow.js", () => {
  it("in its logits and the gradients of its parameters", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [batch, filters, classes] = [drawn.size(1, 3), drawn.size(2), drawn.size(2)];
      const [height, width] = [6, 8];
      const images = drawn.tensor([batch, 1, height, width]);
      const places = ((height - 2) * (width - 2)) / 4;
      const parameters: CnnParameters = {
        convWeight: drawn.tensor([filters, 1, 3, 3]),
        convBias: drawn.tensor([filters]),
        linearWeight: drawn.tensor([classes, filters * places]),
        linearBias: drawn.tensor([classes]),
      };
      const gradOutput = drawn.tensor([batch, classes]);
      const x = toTf(tf, images).transpose([0, 2, 3, 1]) as Parameters<typeof tf.conv2d>[0];
      const oracle = (...given: TfTensor[]): TfTensor => {
        const [kernels, bias, weight, shift] = given as [TfTensor, TfTensor, TfTensor, TfTensor];
        const filter = kernels.transpose([2, 3, 1, 0]) as Parameters<typeof tf.conv2d>[1];
        const maps = tf.conv2d(x, filter, 1, "valid").add(bias).relu() as typeof x;
        const pooled = tf.maxPool(maps, 2, 2, "valid").transpose([0, 3, 1, 2]).reshape([batch, -1]);
        return tf.matMul(pooled, weight, false, true).add(shift);
      };
      const expected = differentiate(tf, oracle, Object.values(parameters), gradOutput);
      const { gradParameters } = cnnBackward(images, parameters, gradOutput);
      expectAgreement(`logits (seed ${seed})`, cnn(images, parameters), expected.value);
      for (const [index, name] of (Object.keys(parameters) as (keyof CnnParameters)[]).entries()) {
        expectAgreement(`gradient of ${name} (seed ${seed})`, gradParameters[name], expected.gradients[index]!);
      }
    }
  });
});
