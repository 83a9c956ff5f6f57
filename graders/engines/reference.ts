/** The reference: plain TypeScript in float64. */
import { Tensor, zeros } from "#tensor";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";
import { layerNorm } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import { scaledDotProductAttention } from "#reference/12-transformers/scaled-dot-product-attention.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import type { Engine, Operation } from "./engine.ts";

const compute: { readonly [operation in Operation]: (...inputs: Tensor[]) => Tensor } = {
  matmul: (a, b) => a.matmul(b),
  conv2d: (x, weight, bias) => conv2d(x, weight, bias),
  softmax: (x) => softmax(x),
  layerNorm: (x, gamma, beta) => layerNorm(x, gamma, beta),
  attention: (query, key, value) => scaledDotProductAttention(query, key, value),
  sum: (x) => x.sum(),
  copy: (x) => new Tensor(x.data.slice(), x.shape),
};

export function openReference(): Engine {
  return {
    detail: `plain TypeScript on Node ${process.versions.node}`,
    precision: "float64",
    async prepare(operation, inputs) {
      let result = zeros([]);
      return {
        async run(times) {
          for (let time = 0; time < times; time++) result = compute[operation](...inputs);
        },
        read: async () => result,
        release: () => undefined,
      };
    },
    close: async () => undefined,
  };
}
