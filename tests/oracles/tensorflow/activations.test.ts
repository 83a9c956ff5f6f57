import { beforeAll, describe, it } from "vitest";
import { elu, eluBackward } from "#reference/02-activations/elu.ts";
import { gelu, geluBackward } from "#reference/02-activations/gelu.ts";
import { leakyRelu, leakyReluBackward } from "#reference/02-activations/leaky-relu.ts";
import { linear, linearBackward } from "#reference/02-activations/linear.ts";
import { logSoftmax, logSoftmaxBackward } from "#reference/02-activations/log-softmax.ts";
import { prelu, preluBackward } from "#reference/02-activations/prelu.ts";
import { relu, reluBackward } from "#reference/02-activations/relu.ts";
import { sigmoid, sigmoidBackward } from "#reference/02-activations/sigmoid.ts";
import { silu, siluBackward } from "#reference/02-activations/silu.ts";
import { softmax, softmaxBackward } from "#reference/02-activations/softmax.ts";
import { softplus, softplusBackward } from "#reference/02-activations/softplus.ts";
import { tanh, tanhBackward } from "#reference/02-activations/tanh.ts";
import type { Tensor } from "#tensor";
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

interface Curve {
  readonly forward: (x: Tensor) => Tensor;
  readonly backward: (x: Tensor, gradOutput: Tensor) => Tensor;
  /** The same in TensorFlow.js; built from smaller operations where it has none. */
  readonly oracle: (x: TfTensor) => TfTensor;
}

const tanhForm = (x: TfTensor): TfTensor => {
  const inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return inner.tanh().add(1).mul(x).mul(0.5);
};

/** The softmax of TensorFlow.js has its axis last. */
const alongFirst = (f: (x: TfTensor) => TfTensor) => (x: TfTensor) => f(x.transpose()).transpose();

const curves: { readonly [name: string]: Curve } = {
  linear: { forward: linear, backward: linearBackward, oracle: (x) => tf.mul(x, 1) },
  sigmoid: { forward: sigmoid, backward: sigmoidBackward, oracle: (x) => tf.sigmoid(x) },
  tanh: { forward: tanh, backward: tanhBackward, oracle: (x) => tf.tanh(x) },
  relu: { forward: relu, backward: reluBackward, oracle: (x) => tf.relu(x) },
  "leaky relu": {
    forward: (x) => leakyRelu(x, { negativeSlope: 0.25 }),
    backward: (x, grad) => leakyReluBackward(x, grad, { negativeSlope: 0.25 }),
    oracle: (x) => tf.leakyRelu(x, 0.25),
  },
  elu: { forward: (x) => elu(x), backward: (x, grad) => eluBackward(x, grad), oracle: (x) => tf.elu(x) },
  softplus: { forward: softplus, backward: softplusBackward, oracle: (x) => tf.softplus(x) },
  // TensorFlow.js has no gelu or silu among its differentiable operations. Its erf is right to 1.5e-7.
  gelu: {
    forward: (x) => gelu(x),
    backward: (x, grad) => geluBackward(x, grad),
    oracle: (x) => tf.erf(x.div(Math.SQRT2)).add(1).mul(x).mul(0.5),
  },
  "gelu by tanh": {
    forward: (x) => gelu(x, { approximate: "tanh" }),
    backward: (x, grad) => geluBackward(x, grad, { approximate: "tanh" }),
    oracle: tanhForm,
  },
  silu: { forward: silu, backward: siluBackward, oracle: (x) => tf.sigmoid(x).mul(x) },
  softmax: {
    forward: (x) => softmax(x),
    backward: (x, grad) => softmaxBackward(x, grad),
    oracle: (x) => tf.softmax(x),
  },
  "softmax along the first axis": {
    forward: (x) => softmax(x, { axis: 0 }),
    backward: (x, grad) => softmaxBackward(x, grad, { axis: 0 }),
    oracle: alongFirst((x) => tf.softmax(x)),
  },
  "log-softmax": {
    forward: (x) => logSoftmax(x),
    backward: (x, grad) => logSoftmaxBackward(x, grad),
    oracle: (x) => tf.logSoftmax(x),
  },
  "log-softmax along the first axis": {
    forward: (x) => logSoftmax(x, { axis: 0 }),
    backward: (x, grad) => logSoftmaxBackward(x, grad, { axis: 0 }),
    oracle: alongFirst((x) => tf.logSoftmax(x)),
  },
};

describe("activations agree with TensorFlow.js", () => {
  it.each(Object.entries(curves))("%s: values and gradients", (name, { forward, backward, oracle }) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [drawn.size(), drawn.size(2), drawn.size()];
      const [x, gradOutput] = [drawn.tensor(shape, -6, 6), drawn.tensor(shape)];
      const { value, gradients } = differentiate(tf, oracle, [x], gradOutput);
      expectAgreement(`${name} (seed ${seed})`, forward(x), value);
      expectAgreement(`${name}Backward (seed ${seed})`, backward(x, gradOutput), gradients[0]!);
    }
  });

  it.each(["one slope", "a slope for each channel"])("prelu with %s: values and both gradients", (kind) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [batch, channels, height, width] = [drawn.size(), drawn.size(2), drawn.size(), drawn.size()];
      const shape = [batch, channels, height, width];
      const slope = drawn.tensor([kind === "one slope" ? 1 : channels], 0, 1);
      const [x, gradOutput] = [drawn.tensor(shape), drawn.tensor(shape)];
      const oracle = (input: TfTensor, slopes: TfTensor): TfTensor => tf.prelu(input, slopes.reshape([-1, 1, 1]));
      const { value, gradients } = differentiate(tf, oracle, [x, slope], gradOutput);
      const { gradInput, gradSlope } = preluBackward(x, slope, gradOutput);
      expectAgreement(`prelu (seed ${seed})`, prelu(x, slope), value);
      expectAgreement(`gradInput (seed ${seed})`, gradInput, gradients[0]!);
      expectAgreement(`gradSlope (seed ${seed})`, gradSlope, gradients[1]!);
    }
  });

  it("elu with another depth falls to it", () => {
    for (const { seed, draw } of draws) {
      const x = draw().tensor([7], -6, 6);
      const given = toTf(tf, x);
      const oracle = tf.where(given.greater(0), given, given.expm1().mul(0.5));
      expectAgreement(`elu (seed ${seed})`, elu(x, { alpha: 0.5 }), oracle);
    }
  });
});
