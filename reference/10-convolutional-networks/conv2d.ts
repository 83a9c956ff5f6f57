import { arange, ShapeError, stack, type Tensor, zeros } from "#tensor";

export interface Conv2dOptions {
  /** Rows, and columns, that the kernel moves on between two outputs: S, 1 when left out. */
  readonly stride?: number;
  /** Rows and columns of zeros put around the image on every side: P, 0 when left out. */
  readonly padding?: number;
  /** Distance in the image between neighbouring entries of the kernel: D, 1 when left out. */
  readonly dilation?: number;
  /** How many blocks the channels are split into, each block seen by filters of its own: G, 1 when left out. */
  readonly groups?: number;
}

/**
 * Two-dimensional convolution: at every stop of a sliding kernel, its dot product with what lies under it.
 *
 * `y[n, o, i, j] = b[o] + Σ_c Σ_k Σ_l w[o, c, k, l] · x[n, c, iS + kD − P, jS + lD − P]`, with x = 0 outside the image
 * `H' = ⌊(H + 2P − D (KH − 1) − 1) / S⌋ + 1`, and W' likewise
 *
 * The kernel is not flipped, so this is the cross-correlation of signal processing. With groups, c runs over the block
 * of C / G input channels that belongs to the block of O / G output channels in which o lies.
 *
 * Here the sum over k and l is outermost: one entry of the kernel sees the image through a shifted, strided window, and
 * meets all channels in one matrix product.
 *
 * @param input - `[N, C, H, W]` images x.
 * @param weight - `[O, C / G, KH, KW]` kernels w.
 * @param bias - `[O]` bias b.
 * @param options - stride, padding, dilation and groups, the same in both directions.
 * @returns `[N, O, H', W']`.
 * @throws ShapeError - when `input`, `weight` or `bias` has other axes than these, channels and groups do not go together,
 *   or the kernel does not fit the padded image.
 * @throws RangeError - when an option is not a whole number, or is too small.
 * @example conv2d(tensor([[[[1, 2, 3]]]]), tensor([[[[1, 10]]]]), tensor([9])) // => [[[[30, 41]]]]
 * @see LeCun et al., Gradient-based learning applied to document recognition (1998), section II.A.
 */
export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const { padded, taps, grouped, outputShape } = prepare(input, weight, bias, options);
  const products = taps.map(({ kernel, window }) => kernel.matmul(padded.slice(...window).reshape(grouped)));
  const output = products.reduce((sum, product) => sum.add(product)); // [N, G, O/G, H'W']
  return output.reshape(outputShape).add(bias.reshape([-1, 1, 1]));
}

/**
 * Gradients of a loss with respect to image, kernels and bias of {@link conv2d}.
 *
 * `dL/dw[o, c, k, l] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j] · x[n, c, iS + kD − P, jS + lD − P]`
 * `dL/dx[n, c, p, q] = Σ dL/dy[n, o, i, j] · w[o, c, k, l]` over all products with p = iS + kD − P and q = jS + lD − P
 * `dL/db[o] = Σ_n Σ_i Σ_j dL/dy[n, o, i, j]`
 *
 * Every product of the forward pass hands its gradient back to the two numbers that it was made of; where windows
 * overlap, a pixel receives from several. What arrives at the padding is cut off.
 *
 * @param input - as in the forward pass, and so are `weight`, `bias` and `options`.
 * @param gradOutput - `[N, O, H', W']` dL/dy.
 * @returns gradients of the shapes of `input`, `weight` and `bias`.
 * @example
 * const [input, weight] = [tensor([[[[1, 2, 3]]]]), tensor([[[[5, 7]]]])];
 * conv2dBackward(input, weight, tensor([0]), tensor([[[[1, 10]]]])).gradInput // => [[[[5, 57, 70]]]]
 */
export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const { padded, padding, taps, grouped, groups } = prepare(input, weight, bias, options);
  const [batch, outputs, rows, columns] = gradOutput.shape as [number, number, number, number];
  const [, , height, width] = input.shape as [number, number, number, number];
  const gradProducts = gradOutput.reshape([batch, groups, outputs / groups, rows * columns]);
  const gradPadded = zeros(padded.shape);
  const positions = arange(padded.size).reshape(padded.shape);
  const gradKernels = taps.map(({ kernel, window }) => {
    const gradSeen = kernel.T.matmul(gradProducts); // [N, G, C/G, H'W'], in the order of the window
    positions.slice(...window).data.forEach((position, i) => (gradPadded.data[position]! += gradSeen.data[i]!));
    return gradProducts.matmul(padded.slice(...window).reshape(grouped).T).sum(0); // [G, O/G, C/G]
  });
  return {
    gradInput: gradPadded.slice(null, null, [padding, padding + height], [padding, padding + width]),
    gradWeight: stack(gradKernels, -1).reshape(weight.shape),
    gradBias: gradOutput.sum([0, 2, 3]),
  };
}

type Range = [start: number, stop: number, step: number];

/** One entry (k, l) of the kernel, for all channels. */
interface Tap {
  /** `[G, O/G, C/G]` */
  readonly kernel: Tensor;
  /** The part of the padded image that this entry meets, one pixel for each output. */
  readonly window: [null, null, Range, Range];
}

/** What both passes need: the padded image, and for each entry of the kernel what it weighs and what it meets. */
function prepare(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions) {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  checkArguments(input, weight, bias, { stride, padding, dilation, groups });
  const [batch, channels] = input.shape as [number, number];
  const [outputs, , kernelHeight, kernelWidth] = weight.shape as [number, number, number, number];
  const padded = input.pad([
    [0, 0],
    [0, 0],
    [padding, padding],
    [padding, padding],
  ]);
  const rows = stops(2, padded, weight, { stride, dilation });
  const columns = stops(3, padded, weight, { stride, dilation });
  const pixels = (k: number, count: number): Range => [k * dilation, k * dilation + (count - 1) * stride + 1, stride];
  const taps: Tap[] = [];
  for (let k = 0; k < kernelHeight; k++) {
    for (let l = 0; l < kernelWidth; l++) {
      const kernel = weight.slice(null, null, k, l).reshape([groups, outputs / groups, channels / groups]);
      taps.push({ kernel, window: [null, null, pixels(k, rows), pixels(l, columns)] });
    }
  }
  const grouped = [batch, groups, channels / groups, rows * columns];
  return { padded, padding, groups, taps, grouped, outputShape: [batch, outputs, rows, columns] };
}

/** How many stops the kernel makes along axis 2, the height, or 3, the width: H' or W'. */
function stops(
  axis: 2 | 3,
  padded: Tensor,
  weight: Tensor,
  { stride, dilation }: { readonly stride: number; readonly dilation: number },
): number {
  const [size, kernelSize] = [padded.shape[axis]!, weight.shape[axis]!];
  const span = dilation * (kernelSize - 1) + 1;
  if (span > size) {
    throw new ShapeError(
      `conv2d: the ${axis === 2 ? "height" : "width"} of the padded input is ${size}, expected at least ${span}, ` +
        `which a kernel of ${kernelSize} spans with dilation ${dilation}. Pad more, or take a smaller kernel.`,
    );
  }
  return Math.floor((size - span) / stride) + 1;
}

function checkArguments(input: Tensor, weight: Tensor, bias: Tensor, options: Required<Conv2dOptions>): void {
  for (const [name, value] of Object.entries(options)) {
    const least = name === "padding" ? 0 : 1;
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(`conv2d: options.${name} is ${value}, expected an integer, at least ${least}.`);
  }
  for (const [name, { shape }] of Object.entries({ input, weight })) {
    if (shape.length === 4) continue;
    throw new ShapeError(
      `conv2d: ${name} is [${shape.join(", ")}], expected four axes, ` +
        `${name === "input" ? "[N, C, H, W]" : "[O, C / groups, KH, KW]"}.`,
    );
  }
  const [outputs, channels] = weight.shape as [number, number];
  const { groups } = options;
  if (outputs % groups !== 0) {
    throw new ShapeError(`conv2d: weight has ${outputs} kernels, expected a multiple of options.groups, ${groups}.`);
  }
  if (input.shape[1] !== channels * groups) {
    throw new ShapeError(
      `conv2d: input has ${input.shape[1]} channels, expected ${channels * groups}: ` +
        `weight takes ${channels} in each of ${groups} groups.`,
    );
  }
  if (bias.rank !== 1 || bias.size !== outputs) {
    throw new ShapeError(`conv2d: bias is [${bias.shape.join(", ")}], expected [${outputs}], one for each kernel.`);
  }
}
