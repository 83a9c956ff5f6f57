import { stack, tensor, where, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { drive, layer, neuron, type Activation } from "#reference/01-neurons/neuron.ts";

/** σ in the form that never takes e of a positive number. */
function carefulSigmoid(z: Tensor): Tensor {
  const small = z.abs().neg().exp();
  return where(z.greaterEqual(0), 1, small).div(small.add(1));
}

export default variants<typeof import("#reference/01-neurons/neuron.ts")>({
  "neuron by neuron, example by example": {
    layer: (input, weight, bias, options) => {
      layer(input, weight, bias, options); // refuses what does not fit
      const { activation = "linear" } = options ?? {};
      const curve: { readonly [name in Activation]: (z: number) => number } = {
        linear: (z) => z,
        sigmoid: (z) => carefulSigmoid(tensor(z)).item(),
        relu: (z) => (z > 0 ? z : 0),
        tanh: Math.tanh,
      };
      const [examples, dimensions] = input.shape as [number, number];
      const rows = Array.from({ length: examples }, (_, n) =>
        bias.map((b, h) => {
          let z = b;
          for (let d = 0; d < dimensions; d++) z += input.at(n, d) * weight.at(h, d);
          return curve[activation](z);
        }),
      );
      return stack(rows);
    },
  },
  "slopes written with the output": {
    layerBackward: (input, weight, bias, gradOutput, options) => {
      const y = layer(input, weight, bias, options);
      const slopes: { readonly [name in Activation]: Tensor } = {
        linear: zeros(y.shape).add(1),
        sigmoid: y.mul(y.neg().add(1)),
        relu: y.greater(0),
        tanh: y.neg().add(1).mul(y.add(1)),
      };
      const gradNet = gradOutput.mul(slopes[options?.activation ?? "linear"]);
      return { gradInput: gradNet.matmul(weight), gradWeight: gradNet.T.matmul(input), gradBias: gradNet.sum(0) };
    },
  },
  "connection by connection": {
    neuron: (input, weight, bias, options) => {
      neuron(input, weight, bias, options); // refuses what does not fit
      let z = bias.item();
      for (const [d, x] of input.data.entries()) z += x * weight.at(d);
      return neuron(tensor([z]), tensor([1]), tensor(0), options);
    },
    drive: (input, weight) => {
      drive(input, weight); // refuses what does not fit
      const through = input.mul(weight);
      return {
        excitatory: where(weight.greater(0), through, 0).sum(),
        inhibitory: where(weight.less(0), through, 0).sum(),
      };
    },
  },
});
