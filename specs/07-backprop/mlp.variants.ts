import { zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { mlp, type Activation, type LayerParameters } from "#reference/07-backprop/mlp.ts";
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";

type Module = typeof import("#reference/07-backprop/mlp.ts");

const activate: { readonly [name in Activation]: (z: Variable) => Variable } = {
  tanh: (z) => z.tanh(),
  sigmoid: (z) => z.neg().exp().add(1).pow(-1),
  relu: (z) => z.relu(),
};

/** The network on automatic differentiation: every number that it passes through, as a variable. */
function record(input: Tensor, layers: readonly LayerParameters[], activation: Activation) {
  mlp(input, layers, { activation }); // refuses what does not fit
  const x = new Variable(input);
  const parameters = layers.map(({ weight, bias }) => ({ weight: new Variable(weight), bias: new Variable(bias) }));
  const nets: Variable[] = [];
  for (const { weight, bias } of parameters) {
    const before = nets.length === 0 ? x : activate[activation](nets.at(-1)!);
    nets.push(before.matmul(weight.transpose()).add(bias));
  }
  return { x, parameters, nets };
}

const byAutograd: Module["mlpBackward"] = (input, layers, gradOutput, { activation = "tanh" } = {}) => {
  const { x, parameters, nets } = record(input, layers, activation);
  nets.at(-1)!.backward(gradOutput);
  return {
    gradInput: x.grad,
    gradLayers: parameters.map(({ weight, bias }) => ({ weight: weight.grad, bias: bias.grad })),
  };
};

export default variants<Module>({
  /** So the two exercises check each other: under every seed the gradients by hand and those of the graph are equal. */
  "by automatic differentiation (tensor-autograd)": {
    mlp: (input, layers, { activation = "tanh" } = {}) => record(input, layers, activation).nets.at(-1)!.value,
    mlpDeltas: (input, layers, gradOutput, { activation = "tanh" } = {}) => {
      const { nets } = record(input, layers, activation);
      nets.at(-1)!.backward(gradOutput);
      return nets.map(({ grad }) => grad);
    },
    mlpBackward: byAutograd,
    trainMlp: (input, labels, random) => {
      const [count, classes, hidden] = [labels.size, labels.max().item() + 1, 16];
      const flat = labels.map((label, n) => n * classes + label);
      let layers: LayerParameters[] = [
        { weight: random.normal([hidden, input.shape[1]!], 0, 1), bias: zeros([hidden]) },
        { weight: random.normal([classes, hidden], 0, 0.25), bias: zeros([classes]) },
      ];
      let velocity = layers.map(({ weight, bias }) => ({ weight: zeros(weight.shape), bias: zeros(bias.shape) }));
      for (let step = 0; step < 200; step++) {
        const { parameters, nets } = record(input, layers, "tanh");
        const logits = nets.at(-1)!;
        const ofLabels = logits.reshape([count * classes]).gather(flat);
        logits.exp().sum(1).log().sub(ofLabels).mean().backward();
        velocity = velocity.map(({ weight, bias }, l) => ({
          weight: weight.mul(0.9).add(parameters[l]!.weight.grad),
          bias: bias.mul(0.9).add(parameters[l]!.bias.grad),
        }));
        layers = layers.map(({ weight, bias }, l) => ({
          weight: weight.sub(velocity[l]!.weight.mul(0.2)),
          bias: bias.sub(velocity[l]!.bias.mul(0.2)),
        }));
      }
      return layers;
    },
  },
  "example by example, unit by unit": {
    mlpBackward: (input, layers, gradOutput, { activation = "tanh" } = {}) => {
      mlp(input, layers, { activation }); // refuses what does not fit
      const slope = {
        tanh: (a: number) => 1 - a * a,
        sigmoid: (a: number) => a * (1 - a),
        relu: (a: number) => (a > 0 ? 1 : 0),
      };
      const curve = {
        tanh: Math.tanh,
        sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
        relu: (z: number) => Math.max(0, z),
      };
      const gradInput = zeros(input.shape);
      const gradLayers = layers.map(({ weight, bias }) => ({ weight: zeros(weight.shape), bias: zeros(bias.shape) }));
      for (let n = 0; n < input.shape[0]!; n++) {
        const values = [[...input.slice(n).data]];
        for (const { weight, bias } of layers)
          values.push(
            [...bias.data].map((own, unit) =>
              curve[activation](values.at(-1)!.reduce((sum, a, from) => sum + weight.at(unit, from) * a, own)),
            ),
          );
        let deltas = [...gradOutput.slice(n).data];
        for (let l = layers.length - 1; l >= 0; l--) {
          const before = values[l]!;
          const received = before.map(() => 0);
          deltas.forEach((delta, unit) => {
            gradLayers[l]!.bias.data[unit]! += delta;
            before.forEach((a, from) => {
              gradLayers[l]!.weight.data[unit * before.length + from]! += delta * a;
              received[from]! += delta * layers[l]!.weight.at(unit, from);
            });
          });
          deltas = l === 0 ? received : received.map((share, unit) => share * slope[activation](before[unit]!));
        }
        deltas.forEach((delta, d) => (gradInput.data[n * deltas.length + d] = delta));
      }
      return { gradInput, gradLayers };
    },
  },
});
