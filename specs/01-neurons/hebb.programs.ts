import { stack, type Tensor } from "#tensor";

type HebbModule = typeof import("#reference/01-neurons/hebb.ts");

/** By how much each step of plain Hebb, with y = w·x, changes the squared length of the weight: `[T]`. */
export function growth({ hebb }: HebbModule, inputs: Tensor, start: Tensor): Tensor {
  let weight = start;
  const gains: Tensor[] = [];
  for (let t = 0; t < inputs.shape[0]!; t++) {
    const input = inputs.slice(t);
    const next = hebb(weight, input, weight.matmul(input));
    gains.push(next.square().sum().sub(weight.square().sum()));
    weight = next;
  }
  return stack(gains);
}

/** The length at which Oja's rule leaves the weight. */
export function finalLength({ trainOja }: HebbModule, inputs: Tensor, start: Tensor): Tensor {
  return trainOja(inputs, start, { learningRate: 0.005, epochs: 120 }).square().sum().sqrt();
}
