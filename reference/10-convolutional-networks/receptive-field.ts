/** A convolution or a pooling, along one axis of the image. */
export interface WindowLayer {
  /** K. */
  readonly kernelSize: number;
  /** S, 1 when left out. */
  readonly stride?: number;
  /** P on either side, 0 when left out; less than the window spans, or a window would see nothing but padding. */
  readonly padding?: number;
  /** D, 1 when left out. */
  readonly dilation?: number;
}

export interface ReceptiveField {
  /** How many pixels one output sees: r. */
  readonly size: number;
  /** How many pixels lie between what two neighbouring outputs see: j. */
  readonly jump: number;
  /** The first pixel that output 0 sees, negative where that is padding: o. */
  readonly offset: number;
}

/**
 * What the last of a stack of layers sees of the image.
 *
 * From r = 1, j = 1, o = 0, for each layer in turn, with `span = D (K − 1) + 1`:
 * `r ← r + (span − 1) j`, `o ← o − P j`, `j ← j S`
 *
 * Output i sees the pixels o + i j to o + i j + r − 1. A layer's window is measured in outputs of the layer before it,
 * which lie j pixels apart; so the old j counts for r and o.
 *
 * @param layers - in the order in which the image goes through them; of none, an output is its own pixel.
 * @throws RangeError - when a size is not a whole number in its range.
 * @example receptiveField([{ kernelSize: 3 }, { kernelSize: 2, stride: 2 }]) // => { size: 4, jump: 2, offset: 0 }
 * @see Araujo, Norris & Sim, Computing receptive fields of convolutional neural networks (Distill, 2019), section 2.
 */
export function receptiveField(layers: readonly WindowLayer[]): ReceptiveField {
  let [size, jump, offset] = [1, 1, 0];
  for (const { stride, padding, span } of layers.map(complete)) {
    size += (span - 1) * jump;
    offset -= padding * jump;
    jump *= stride;
  }
  return { size, jump, offset };
}

/**
 * The pixels that one output really sees, with padding left out.
 *
 * Backwards from first = last = output, for each layer, the last one first:
 * `first ← max(0, first · S − P)`, `last ← min(n − 1, last · S − P + span − 1)`, where n is the size of what the layer gets
 *
 * Each layer has its own padding, so what lies outside is cut off at each. Where a stride leaves a rest, the last pixels
 * may be seen by no output.
 *
 * @param layers - as in {@link receptiveField}.
 * @param imageSize - pixels along the axis.
 * @param output - which output of the last layer, from 0.
 * @returns the first and the last pixel, both in [0, imageSize).
 * @throws RangeError - when a window spans more than the padded input, or the last layer has no such output.
 * @example pixelsSeen([{ kernelSize: 3, padding: 1 }], 5, 0) // => { first: 0, last: 1 }
 */
export function pixelsSeen(
  layers: readonly WindowLayer[],
  imageSize: number,
  output: number,
): { first: number; last: number } {
  checkWhole(pixelsSeen, { imageSize }, 1);
  const sizes = [imageSize];
  for (const { stride, padding, span } of layers.map(complete)) {
    const padded = sizes.at(-1)! + 2 * padding;
    if (span > padded) {
      throw new RangeError(
        `pixelsSeen: layers[${sizes.length - 1}] spans ${span}, expected at most ${padded}, the size of its padded input.`,
      );
    }
    sizes.push(Math.floor((padded - span) / stride) + 1);
  }
  checkWhole(pixelsSeen, { output }, 0, sizes.at(-1)! - 1);
  let [first, last] = [output, output];
  for (const [index, { stride, padding, span }] of [...layers.map(complete).entries()].toReversed()) {
    first = Math.max(0, first * stride - padding);
    last = Math.min(sizes[index]! - 1, last * stride - padding + span - 1);
  }
  return { first, last };
}

/** With what was left out, and the span in place of kernel and dilation. */
function complete({ kernelSize, stride = 1, padding = 0, dilation = 1 }: WindowLayer) {
  checkWhole(receptiveField, { kernelSize, stride, dilation }, 1);
  const span = dilation * (kernelSize - 1) + 1;
  checkWhole(receptiveField, { padding }, 0, span - 1);
  return { stride, padding, span };
}

function checkWhole(
  caller: { readonly name: string },
  values: { readonly [name: string]: number },
  least: number,
  most = Infinity,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new RangeError(
      `${caller.name}: ${name} is ${value}, expected a whole number ` +
        `${most === Infinity ? `at least ${least}` : `from ${least} to ${most}`}.`,
    );
  }
}
