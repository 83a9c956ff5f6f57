import { ShapeError } from "#tensor";

export interface WindowOptions {
  /** How far the window moves on between two outputs: S, 1 when left out. */
  readonly stride?: number;
  /** Values put on each side of the input: P, 0 when left out. */
  readonly padding?: number;
  /** Distance between neighbouring entries of the window: D, 1 when left out. */
  readonly dilation?: number;
}

/**
 * How many outputs a sliding window gives along one axis, of a convolution or a pooling.
 *
 * `n' = ⌊(n + 2P − span) / S⌋ + 1` with `span = D (K − 1) + 1`
 *
 * The first stop is the 1; each further one takes S values of what is left. Where fewer than S are left over, they are seen
 * by no window: hence the floor.
 *
 * @param inputSize - n, values along the axis.
 * @param kernelSize - K, values in the window.
 * @returns n', at least 1.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 * @throws ShapeError - when the window spans more than the padded input.
 * @example outputSize(224, 7, { stride: 2, padding: 3 }) // => 112
 * @see Dumoulin & Visin, A guide to convolution arithmetic for deep learning (2016), relationships 6 and 15.
 */
export function outputSize(inputSize: number, kernelSize: number, options: WindowOptions = {}): number {
  checkWhole("outputSize", { inputSize }, 1);
  const { stride, padding, span } = readWindow("outputSize", kernelSize, options);
  const padded = inputSize + 2 * padding;
  if (span > padded) {
    throw new ShapeError(
      `outputSize: the window spans ${span}, expected at most ${padded}: an input of ${inputSize} with padding ${padding}. ` +
        "Pad more, or take a smaller kernel.",
    );
  }
  return Math.floor((padded - span) / stride) + 1;
}

/**
 * The padding with which a window of stride 1 gives as many outputs as there are inputs.
 *
 * `P = (span − 1) / 2`, from n + 2P − span + 1 = n
 *
 * @param kernelSize - K, values in the window.
 * @param options.dilation - D, 1 when left out.
 * @throws RangeError - when the window spans an even number: it would need half a value more on one side.
 * @example samePadding(3, { dilation: 2 }) // => 2
 * @see Dumoulin & Visin, A guide to convolution arithmetic for deep learning (2016), relationship 3.
 */
export function samePadding(kernelSize: number, options: Pick<WindowOptions, "dilation"> = {}): number {
  const { span } = readWindow("samePadding", kernelSize, options);
  if (span % 2 === 0) {
    throw new RangeError(
      `samePadding: the window spans ${span}, expected an odd number. Both sides get the same padding, so take an odd kernelSize.`,
    );
  }
  return (span - 1) / 2;
}

/**
 * The input sizes from which a window gives that many outputs.
 *
 * `least = (n' − 1) S + span − 2P`, `most = least + S − 1`
 *
 * With a stride there are S of them: the floor forgets what is left over. Who goes back from outputs to inputs, as a
 * transposed convolution does, has to say which one is meant.
 *
 * @param outputs - n'.
 * @param kernelSize - K, values in the window.
 * @returns the least, at least 1, and the most.
 * @throws RangeError - when a size or an option is not a whole number, or too small.
 * @throws ShapeError - when the padding alone gives more outputs.
 * @example inputSizes(112, 7, { stride: 2, padding: 3 }) // => { least: 223, most: 224 }
 * @see Dumoulin & Visin, A guide to convolution arithmetic for deep learning (2016), relationship 14.
 */
export function inputSizes(
  outputs: number,
  kernelSize: number,
  options: WindowOptions = {},
): { least: number; most: number } {
  checkWhole("inputSizes", { outputs }, 1);
  const { stride, padding, span } = readWindow("inputSizes", kernelSize, options);
  const least = (outputs - 1) * stride + span - 2 * padding;
  const most = least + stride - 1;
  if (most < 1) {
    throw new ShapeError(
      `inputSizes: outputs is ${outputs}, expected more: an input of 1 with padding ${padding} gives ` +
        `${outputSize(1, kernelSize, options)}.`,
    );
  }
  return { least: Math.max(1, least), most };
}

/** The window's options, and how many values lie between its first and its last entry, both counted. */
function readWindow(caller: string, kernelSize: number, options: WindowOptions) {
  const { stride = 1, padding = 0, dilation = 1 } = options;
  checkWhole(caller, { kernelSize, stride, dilation }, 1);
  checkWhole(caller, { padding }, 0);
  return { stride, padding, span: dilation * (kernelSize - 1) + 1 };
}

function checkWhole(caller: string, values: { readonly [name: string]: number }, least: number): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(`${caller}: ${name} is ${value}, expected a whole number, at least ${least}.`);
  }
}
