import { ShapeError, type Tensor } from "#tensor";

export interface LinearGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

/**
 * A fully connected layer: every output is a weighted sum of all inputs, and a bias.
 *
 * `y = x Wᵀ + b`, that is `y_e = Σ_d W_ed x_d + b_e` for each vector x of features
 *
 * The features stand on the last axis. All axes before it, none or many, only count vectors, and each vector is treated
 * alike: `[D]` is one of them, `[N, D]` a batch, `[N, T, D]` a batch of sequences.
 *
 * @param input - `[…, D]` x.
 * @param weight - `[E, D]` W, a row for each output.
 * @param bias - `[E]` b.
 * @returns `[…, E]` y.
 * @throws ShapeError - when the sizes of weight or bias do not fit.
 * @example linear(tensor([[1, 2], [3, 4]]), tensor([[1, -1]]), tensor([10])) // => [[9], [9]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 6.5.6.
 */
export function linear(input: Tensor, weight: Tensor, bias: Tensor): Tensor {
  expectFit("linear", input, weight, bias);
  return input.matmul(weight.T).add(bias);
}

/**
 * Gradients of a loss with respect to input, weight and bias.
 *
 * With G = dL/dy, and sums over all vectors:
 * `dL/dx = G W`, `dL/dW = Σ Gᵀ x`, `dL/db = Σ G`
 *
 * Each vector meets the same weight and the same bias, so what they receive from all is added, not averaged. Where a mean
 * belongs, it is in the loss, and has come with G.
 *
 * @param input - as in the forward pass, like the next two.
 * @param gradOutput - `[…, E]`, dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @throws ShapeError - as in the forward pass.
 * @example
 * const [input, weight] = [tensor([[1, 2], [3, 4]]), tensor([[1, -1]])];
 * linearBackward(input, weight, tensor([10]), tensor([[1], [10]])).gradWeight // => [[31, 42]]
 */
export function linearBackward(input: Tensor, weight: Tensor, bias: Tensor, gradOutput: Tensor): LinearGradients {
  expectFit("linearBackward", input, weight, bias);
  const [outputs, features] = weight.shape as readonly [number, number];
  const rows = gradOutput.reshape([-1, outputs]); // […, E] -> [M, E]
  return {
    gradInput: gradOutput.matmul(weight),
    gradWeight: rows.T.matmul(input.reshape([-1, features])),
    gradBias: rows.sum(0),
  };
}

function expectFit(caller: string, input: Tensor, weight: Tensor, bias: Tensor): void {
  const features = input.shape.at(-1);
  if (weight.rank !== 2 || weight.shape[1] !== features) {
    throw new ShapeError(
      `${caller}: weight is [${weight.shape.join(", ")}], expected [E, ${features}] for an input of ` +
        `[${input.shape.join(", ")}]: a row for each output.`,
    );
  }
  if (bias.rank !== 1 || bias.size !== weight.shape[0]) {
    throw new ShapeError(
      `${caller}: bias is [${bias.shape.join(", ")}], expected [${weight.shape[0]}], one for each row of weight.`,
    );
  }
}
