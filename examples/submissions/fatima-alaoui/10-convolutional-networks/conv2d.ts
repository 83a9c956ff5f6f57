import { arange, ShapeError, type Tensor, zeros } from "#tensor";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}

/** Everything about one convolution that can be known before looking at a pixel. */
class Convolution {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  readonly groups: number;
  readonly batch: number;
  readonly channels: number;
  readonly outputs: number;
  readonly kernel: readonly [number, number];
  readonly size: readonly [number, number];

  constructor(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions) {
    this.stride = options.stride ?? 1;
    this.padding = options.padding ?? 0;
    this.dilation = options.dilation ?? 1;
    this.groups = options.groups ?? 1;
    this.batch = input.shape[0]!;
    this.channels = input.shape[1]!;
    this.outputs = weight.shape[0]!;
    this.kernel = [weight.shape[2]!, weight.shape[3]!];
    this.size = [this.outputSize(input.shape[2]!, this.kernel[0]), this.outputSize(input.shape[3]!, this.kernel[1])];
    if (this.channels !== weight.shape[1]! * this.groups) throw new ShapeError("channels do not match the kernels");
    if (this.outputs % this.groups !== 0) throw new ShapeError("kernels do not divide into the groups");
    if (bias.size !== this.outputs) throw new ShapeError("one bias for each kernel");
    if (Math.min(...this.size) < 1) throw new ShapeError("the kernel is larger than the image");
  }

  private outputSize(size: number, kernel: number): number {
    return Math.floor((size + 2 * this.padding - this.dilation * (kernel - 1) - 1) / this.stride) + 1;
  }

  pad(image: Tensor): Tensor {
    const { padding } = this;
    return image.pad([[0, 0], [0, 0], [padding, padding], [padding, padding]]);
  }

  /** The pixels that kernel entry (k, l) meets, over all stops: [N, G, C/G, H' W']. */
  seenBy(padded: Tensor, k: number, l: number): Tensor {
    const along = (offset: number, stops: number): [number, number, number] => {
      const start = offset * this.dilation;
      return [start, start + (stops - 1) * this.stride + 1, this.stride];
    };
    return padded
      .slice(null, null, along(k, this.size[0]), along(l, this.size[1]))
      .reshape([this.batch, this.groups, this.channels / this.groups, -1]);
  }

  /** Weights of kernel entry (k, l): [G, O/G, C/G]. */
  weightsAt(weight: Tensor, k: number, l: number): Tensor {
    return weight.slice(null, null, k, l).reshape([this.groups, this.outputs / this.groups, -1]);
  }

  forEachEntry(visit: (k: number, l: number) => void): void {
    for (let k = 0; k < this.kernel[0]; k++) for (let l = 0; l < this.kernel[1]; l++) visit(k, l);
  }
}

export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const convolution = new Convolution(input, weight, bias, options);
  const padded = convolution.pad(input);
  let sum = zeros([1]);
  convolution.forEachEntry((k, l) => {
    sum = sum.add(convolution.weightsAt(weight, k, l).matmul(convolution.seenBy(padded, k, l)));
  });
  return sum.reshape([convolution.batch, convolution.outputs, ...convolution.size]).add(bias.reshape([1, -1, 1, 1]));
}

export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const convolution = new Convolution(input, weight, bias, options);
  const { batch, groups, outputs, padding, kernel } = convolution;
  const padded = convolution.pad(input);
  const delta = gradOutput.reshape([batch, groups, outputs / groups, -1]);
  const gradPadded = zeros(padded.shape);
  const gradWeight = zeros(weight.shape);
  const places = arange(padded.size).reshape(padded.shape);
  convolution.forEachEntry((k, l) => {
    const toPixels = convolution.weightsAt(weight, k, l).T.matmul(delta);
    convolution.seenBy(places, k, l).data.forEach((place, i) => {
      gradPadded.data[place] = toPixels.data[i]!;
    });
    const toWeights = delta.matmul(convolution.seenBy(padded, k, l).T).sum(0); // [G, O/G, C/G]
    toWeights.data.forEach((value, i) => {
      gradWeight.data[i * kernel[0] * kernel[1] + k * kernel[1] + l] = value;
    });
  });
  const [, , height, width] = input.shape as [number, number, number, number];
  return {
    gradInput: gradPadded.slice(null, null, [padding, padding + height], [padding, padding + width]),
    gradWeight,
    gradBias: gradOutput.sum([0, 2, 3]),
  };
}
