/** The GRU's weights in ONNX and Keras: gates in the order update, reset, new. */
import type { GruParameters } from "#reference/11-recurrent-networks/gru.ts";
import { concatenate, zeros, type Tensor } from "#tensor";

/** Rows, or entries of a bias, from the order z, r, n to r, z, n. */
export function resetFirst(rows: Tensor): Tensor {
  const size = rows.shape[0]! / 3;
  const block = (gate: number): Tensor => rows.slice([gate * size, (gate + 1) * size]);
  return concatenate([block(1), block(0), block(2)]);
}

/** Kernels are [in, 3U]; with the reset gate after the product there are two biases, `[2, 3U]`. */
export function kerasGru(kernel: Tensor, recurrentKernel: Tensor, bias?: Tensor): GruParameters {
  const both = bias ?? zeros([2, kernel.shape[1]!]);
  return {
    weightInput: resetFirst(kernel.T),
    weightHidden: resetFirst(recurrentKernel.T),
    biasInput: resetFirst(both.slice(0)),
    biasHidden: resetFirst(both.slice(1)),
  };
}
