import { arange, ShapeError, type Tensor } from "#tensor";

export interface Conv2dOptions {
  readonly stride?: number;
  readonly padding?: number;
  readonly dilation?: number;
  readonly groups?: number;
}

/*
 * Convolution as one matrix product. `under` says which pixel of the padded image lies under kernel entry e at stop s;
 * gathering with it lays every window out as a column, and the gradient goes back through the same table.
 */

export function conv2d(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions = {}): Tensor {
  const plan = planFor(input, weight, bias, options);
  const output = plan.kernels.matmul(columnsOf(input, plan)); // [G, O/G, E] [N, G, E, S]
  return output.reshape([input.shape[0]!, weight.shape[0]!, ...plan.stops]).add(bias.reshape([-1, 1, 1]));
}

export function conv2dBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: Conv2dOptions = {},
): { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor } {
  const plan = planFor(input, weight, bias, options);
  const [batch, channels] = input.shape as [number, number];
  const delta = gradOutput.reshape([batch, plan.groups, weight.shape[0]! / plan.groups, -1]); // [N, G, O/G, S]
  const gradColumns = plan.kernels.T.matmul(delta); // [N, G, E, S]
  // One row for each (entry, stop), with a single 1 at its pixel: times this, all that met a pixel is added up.
  const scatter = plan.under.flatten().expandDims(1).equal(arange(plan.height * plan.width));
  const [, , rows, columns] = input.shape as [number, number, number, number];
  const { padding } = plan;
  return {
    gradInput: gradColumns
      .reshape([batch, channels, -1])
      .matmul(scatter)
      .reshape([batch, channels, plan.height, plan.width])
      .slice(null, null, [padding, padding + rows], [padding, padding + columns]),
    gradWeight: delta.matmul(columnsOf(input, plan).T).sum(0).reshape(weight.shape),
    gradBias: gradOutput.sum([0, 2, 3]),
  };
}

interface Plan {
  readonly groups: number;
  readonly padding: number;
  /** Size of the padded image. */
  readonly height: number;
  readonly width: number;
  /** [H', W'] */
  readonly stops: readonly [number, number];
  /** [KH · KW, H' · W'], positions in the flattened padded image */
  readonly under: Tensor;
  /** [G, O/G, C/G · KH · KW] */
  readonly kernels: Tensor;
}

function planFor(input: Tensor, weight: Tensor, bias: Tensor, options: Conv2dOptions): Plan {
  const { stride, padding, dilation, groups } = { stride: 1, padding: 0, dilation: 1, groups: 1, ...options };
  const whole = (name: string, value: number, least: number): void => {
    if (!Number.isInteger(value) || value < least) throw new RangeError(`${name} must be a whole number from ${least}, not ${value}`);
  };
  whole("stride", stride, 1);
  whole("padding", padding, 0);
  whole("dilation", dilation, 1);
  whole("groups", groups, 1);
  const [, channels, rows, columns] = input.shape as [number, number, number, number];
  const [outputs, depth, kernelRows, kernelColumns] = weight.shape as [number, number, number, number];
  const misfit = (why: string): never => {
    throw new ShapeError(`conv2d: ${why} (input [${input.shape}], weight [${weight.shape}], bias [${bias.shape}], ${groups} groups)`);
  };
  if (input.rank !== 4 || weight.rank !== 4) misfit("images and kernels have four axes");
  if (channels !== depth * groups) misfit("the kernels look at another number of channels than the image has");
  if (outputs % groups !== 0) misfit("the kernels can't be shared out equally among the groups");
  if (bias.shape.length !== 1 || bias.size !== outputs) misfit("there must be one bias for each kernel");
  const [height, width] = [rows + 2 * padding, columns + 2 * padding];
  const stopsIn = (size: number, kernel: number): number => Math.floor((size - dilation * (kernel - 1) - 1) / stride) + 1;
  const stops = [stopsIn(height, kernelRows), stopsIn(width, kernelColumns)] as const;
  if (stops[0] < 1 || stops[1] < 1) misfit("the kernel is larger than the padded image");
  const line = (kernel: number, count: number): Tensor =>
    arange(kernel).mul(dilation).expandDims(1).add(arange(count).mul(stride)); // [K, stops]
  const down = line(kernelRows, stops[0]).mul(width).reshape([kernelRows, 1, stops[0], 1]);
  const across = line(kernelColumns, stops[1]).reshape([1, kernelColumns, 1, stops[1]]);
  const under = down.add(across).reshape([kernelRows * kernelColumns, stops[0] * stops[1]]);
  return { groups, padding, height, width, stops, under, kernels: weight.reshape([groups, outputs / groups, -1]) };
}

/** [N, C, H, W] -> [N, G, C/G · KH · KW, H' · W'] */
function columnsOf(input: Tensor, { groups, padding, height, width, under }: Plan): Tensor {
  const [batch, channels] = input.shape as [number, number];
  const around = [padding, padding] as const;
  const flat = input.pad([[0, 0], [0, 0], around, around]).reshape([batch, channels, height * width]);
  return flat.gather(under, 2).reshape([batch, groups, (channels / groups) * under.shape[0]!, under.shape[1]!]);
}
