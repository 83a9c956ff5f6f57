import { ShapeError, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";

export interface SeparableParameters {
  /** `[C, M, KH, KW]` kernels u, M for each input channel. */
  readonly depthwiseWeight: Tensor;
  /** `[C, M]` a. */
  readonly depthwiseBias: Tensor;
  /** `[O, C·M]` w, which mixes the channels of one place. */
  readonly pointwiseWeight: Tensor;
  /** `[O]` b. */
  readonly pointwiseBias: Tensor;
}

export interface SeparableOptions {
  /** Of the depthwise convolution: S, 1 when left out. */
  readonly stride?: number;
  /** Of the depthwise convolution, on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Of the depthwise convolution: D, 1 when left out. */
  readonly dilation?: number;
}

/**
 * Convolution in two steps: each channel is filtered by itself, then the channels are mixed at each place.
 *
 * `z[n, cM + m, i, j] = a[c, m] + Σ_k Σ_l u[c, m, k, l] · x[n, c, iS + kD − P, jS + lD − P]`
 * `y[n, o, i, j] = b[o] + Σ_d w[o, d] · z[n, d, i, j]`
 *
 * The first step is a convolution with as many groups as there are channels, the second one with kernels of 1 × 1: a linear
 * layer at each place.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param parameters - kernels and biases of both steps.
 * @param options - stride, padding and dilation of the first step.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when kernels, biases and images do not go together, or a kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 * @example
 * const [depthwiseWeight, depthwiseBias] = [tensor([[[[1, 10]]], [[[1, -1]]]]), zeros([2, 1])];
 * const [pointwiseWeight, pointwiseBias] = [tensor([[1, 100]]), tensor([0.5])];
 * depthwiseSeparable(tensor([[[[1, 2]], [[7, 4]]]]), { depthwiseWeight, depthwiseBias, pointwiseWeight, pointwiseBias }) // => [[[[321.5]]]]
 * @see Howard et al., MobileNets (2017), section 3.1. There a normalisation and a ReLU follow on each step.
 */
export function depthwiseSeparable(
  input: Tensor,
  parameters: SeparableParameters,
  options: SeparableOptions = {},
): Tensor {
  const { depthwise, pointwise } = steps(input, parameters, options);
  return conv2d(conv2d(input, ...depthwise), ...pointwise);
}

/**
 * Gradients of a loss with respect to images and parameters of {@link depthwiseSeparable}.
 *
 * `dL/dw[o, d] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j] · z[n, d, i, j]`, `dL/dz[n, d, i, j] = Σ_o w[o, d] · dL/dy[n, o, i, j]`,
 * then from dL/dz to x, u and a as in conv2d with groups
 *
 * @param input - as in the forward pass, and so are `parameters` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input` and of each parameter.
 * @example
 * const [depthwiseWeight, depthwiseBias] = [tensor([[[[1, 10]]], [[[1, -1]]]]), zeros([2, 1])];
 * const [pointwiseWeight, pointwiseBias] = [tensor([[1, 100]]), tensor([0.5])];
 * const parameters = { depthwiseWeight, depthwiseBias, pointwiseWeight, pointwiseBias };
 * depthwiseSeparableBackward(tensor([[[[1, 2]], [[7, 4]]]]), parameters, tensor([[[[2]]]])).gradInput // => [[[[2, 20]], [[200, -200]]]]
 */
export function depthwiseSeparableBackward(
  input: Tensor,
  parameters: SeparableParameters,
  gradOutput: Tensor,
  options: SeparableOptions = {},
): { gradInput: Tensor; gradParameters: SeparableParameters } {
  const { depthwise, pointwise } = steps(input, parameters, options);
  const [weight, bias, groups] = depthwise;
  const second = conv2dBackward(conv2d(input, ...depthwise), ...pointwise, gradOutput);
  const first = conv2dBackward(input, weight, bias, second.gradInput, groups);
  return {
    gradInput: first.gradInput,
    gradParameters: {
      depthwiseWeight: first.gradWeight.reshape(parameters.depthwiseWeight.shape),
      depthwiseBias: first.gradBias.reshape(parameters.depthwiseBias.shape),
      pointwiseWeight: second.gradWeight.reshape(parameters.pointwiseWeight.shape),
      pointwiseBias: second.gradBias,
    },
  };
}

/**
 * How many multiplications a separable convolution takes, as a part of those of an ordinary one to as many outputs.
 *
 * `(C M K² + C M O) / (C O K²) = M (1/O + 1/K²)` for each place of the output
 *
 * The number of weights goes down by the same factor. C has no part in it.
 *
 * @param outputs - O, channels of the output.
 * @param kernelSize - K, height and width of the kernel.
 * @param options.multiplier - M, depthwise kernels for each channel, 1 when left out.
 * @throws RangeError - when a number is not whole, or less than 1.
 * @example costRatio(4, 2) // => 0.5
 * @see Howard et al., MobileNets (2017), section 3.1.
 */
export function costRatio(outputs: number, kernelSize: number, options: { readonly multiplier?: number } = {}): number {
  const { multiplier = 1 } = options;
  for (const [name, value] of Object.entries({ outputs, kernelSize, multiplier })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new RangeError(`costRatio: ${name} is ${value}, expected a whole number, at least 1.`);
  }
  return multiplier * (1 / outputs + 1 / kernelSize ** 2);
}

/** What conv2d is given in each of the two steps. */
function steps(input: Tensor, parameters: SeparableParameters, options: SeparableOptions) {
  const { depthwiseWeight, depthwiseBias, pointwiseWeight, pointwiseBias } = parameters;
  const [channels, multiplier, height, width] = depthwiseWeight.shape as [number, number, number, number];
  checkShape({ depthwiseWeight }, [input.shape[1]!, multiplier, height, width]);
  checkShape({ depthwiseBias }, [channels, multiplier]);
  const [outputs] = pointwiseWeight.shape as [number];
  checkShape({ pointwiseWeight }, [outputs, channels * multiplier]);
  const kernels = depthwiseWeight.reshape([channels * multiplier, 1, height, width]);
  const depthwise = [kernels, depthwiseBias.flatten(), { ...options, groups: channels }] as const;
  return { depthwise, pointwise: [pointwiseWeight.reshape([outputs, -1, 1, 1]), pointwiseBias] as const };
}

function checkShape(argument: { readonly [name: string]: Tensor }, expected: readonly number[]): void {
  for (const [name, { shape }] of Object.entries(argument)) {
    if (shape.join() === expected.join()) continue;
    throw new ShapeError(`depthwiseSeparable: ${name} is [${shape.join(", ")}], expected [${expected.join(", ")}].`);
  }
}
