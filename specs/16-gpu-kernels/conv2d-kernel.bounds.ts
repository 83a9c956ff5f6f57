import type { Tensor } from "#tensor";
import { conv2d as convolution } from "#reference/10-convolutional-networks/conv2d.ts";
import type { Conv2dOptions } from "#reference/16-gpu-kernels/conv2d-kernel.ts";
import { gamma, smallest } from "./rounding.ts";

/** A sum of C h w products and the bias, in any order: `|error| ≤ γ (|w| ∗ |x| + |b|)`. */
export function conv2d(x: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const products = weight.size / weight.shape[0]!;
  return convolution(x.abs(), weight.abs(), bias.abs(), options)
    .mul(gamma(products + 1))
    .add(products * smallest);
}
