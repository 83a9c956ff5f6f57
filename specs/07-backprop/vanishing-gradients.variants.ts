import { stack, tensor, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { drawWeights, gradientNorms, meanRatio } from "#reference/07-backprop/vanishing-gradients.ts";
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";

const activate = {
  tanh: (z: Variable) => z.tanh(),
  sigmoid: (z: Variable) => z.neg().exp().add(1).pow(-1),
  relu: (z: Variable) => z.relu(),
};

export default variants<typeof import("#reference/07-backprop/vanishing-gradients.ts")>({
  "by automatic differentiation": {
    gradientNorms: (input, weights, gradOutput, options = {}) => {
      gradientNorms(input, weights, gradOutput, options); // refuses what does not fit
      const layers = Array.from({ length: weights.shape[0]! }, (_, l) => new Variable(weights.slice(l)));
      let value = new Variable(input);
      for (const weight of layers) value = activate[options.activation ?? "tanh"](value.matmul(weight.transpose()));
      value.backward(gradOutput);
      return tensor(layers.map(({ grad }) => Math.hypot(...grad.data)));
    },
  },
  "example by example, slopes from net inputs": {
    gradientNorms: (input, weights, gradOutput, options = {}) => {
      gradientNorms(input, weights, gradOutput, options); // refuses what does not fit
      const sigmoid = (z: Tensor) => z.map((x) => 1 / (1 + Math.exp(-x)));
      const [value, slope] = {
        tanh: [(z: Tensor) => z.tanh(), (z: Tensor) => z.map((x) => 1 / Math.cosh(x) ** 2)] as const,
        sigmoid: [sigmoid, (z: Tensor) => sigmoid(z).mul(sigmoid(z.neg()))] as const,
        relu: [(z: Tensor) => z.maximum(0), (z: Tensor) => z.greater(0)] as const,
      }[options.activation ?? "tanh"];
      const depth = weights.shape[0]!;
      const gradients = Array.from({ length: depth }, (_, l) => zeros(weights.slice(l).shape));
      for (let n = 0; n < input.shape[0]!; n++) {
        const values = [input.slice(n)];
        const nets: Tensor[] = [];
        for (let l = 0; l < depth; l++) {
          nets.push(weights.slice(l).matmul(values[l]!));
          values.push(value(nets[l]!));
        }
        let grad = gradOutput.slice(n);
        for (let l = depth - 1; l >= 0; l--) {
          const delta = grad.mul(slope(nets[l]!));
          gradients[l] = gradients[l]!.add(delta.expandDims(1).mul(values[l]!));
          grad = weights.slice(l).T.matmul(delta);
        }
      }
      return stack(gradients).square().sum([1, 2]).sqrt();
    },
  },
  "mean of the logarithms of all ratios": {
    meanRatio: (norms) => {
      const right = meanRatio(norms); // refuses what does not fit
      if (norms.at(0) === 0) return right;
      const logs = norms.log();
      return Math.exp(
        logs
          .slice([0, -1])
          .sub(logs.slice([1, null]))
          .mean()
          .item(),
      );
    },
  },
  "uniform weights, layer by layer": {
    drawWeights: (depth, width, initialisation, random) => {
      drawWeights(depth, width, initialisation, random); // refuses what does not fit
      const bound = Math.sqrt(3 * { small: 1e-4, xavier: 1 / width, he: 2 / width }[initialisation]);
      return stack(Array.from({ length: depth }, () => random.uniform([width, width], -bound, bound)));
    },
  },
});
