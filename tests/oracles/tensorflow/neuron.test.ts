import { beforeAll, describe, it } from "vitest";
import { layer, layerBackward, type Activation } from "#reference/01-neurons/neuron.ts";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe("a layer of neurons agrees with TensorFlow.js", () => {
  it.each<Activation>(["linear", "sigmoid", "relu", "tanh"])(
    "%s: values and the gradients of input, weights and bias",
    (activation) => {
      for (const { seed, draw } of draws) {
        const drawn = draw();
        const [examples, features, neurons] = [drawn.size(), drawn.size(), drawn.size()];
        const [input, weight, bias] = [
          drawn.tensor([examples, features]),
          drawn.tensor([neurons, features]),
          drawn.tensor([neurons]),
        ];
        const gradOutput = drawn.tensor([examples, neurons]);
        const oracle = (x: TfTensor, w: TfTensor, b: TfTensor): TfTensor => {
          const z = tf.matMul(x, w, false, true).add(b);
          return activation === "linear" ? z : tf[activation](z);
        };
        const { value, gradients } = differentiate(tf, oracle, [input, weight, bias], gradOutput);
        const { gradInput, gradWeight, gradBias } = layerBackward(input, weight, bias, gradOutput, { activation });
        expectAgreement(`${activation} (seed ${seed})`, layer(input, weight, bias, { activation }), value);
        expectAgreement(`gradInput (seed ${seed})`, gradInput, gradients[0]!);
        expectAgreement(`gradWeight (seed ${seed})`, gradWeight, gradients[1]!);
        expectAgreement(`gradBias (seed ${seed})`, gradBias, gradients[2]!);
      }
    },
  );
});
