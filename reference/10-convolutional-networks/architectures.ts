import { concatenate, ShapeError, stack, zeros, type Tensor } from "#tensor";
import { batchNorm } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";

export { architecture, type Name } from "./published-architectures.ts";

/** A layer says what it gives; what it gets follows from the layers before it. Networks are lists of layers. */
export type Layer =
  | {
      readonly type: "conv";
      /** Channels that come out. */
      readonly channels: number;
      readonly kernelSize: number;
      /** 1 when left out. */
      readonly stride?: number;
      /** 0 when left out. */
      readonly padding?: number;
      /** 1 when left out. */
      readonly groups?: number;
      /** true when left out. */
      readonly bias?: boolean;
    }
  | {
      readonly type: "maxPool" | "averagePool";
      readonly kernelSize: number;
      readonly stride: number;
      /** 0 when left out; it never wins a maximum, and counts as 0 in an average. */
      readonly padding?: number;
    }
  | { readonly type: "linear"; readonly features: number }
  | { readonly type: "batchNorm" | "relu" | "tanh" | "dropout" | "flatten" | "globalAveragePool" }
  /** The sum of two ways; without layers, the shortcut is the identity. */
  | { readonly type: "residual"; readonly main: readonly Layer[]; readonly shortcut: readonly Layer[] }
  /** The channels of all branches, one branch after the other; a branch without layers hands on what it gets. */
  | { readonly type: "concat"; readonly branches: readonly (readonly Layer[])[] };

/** `[C, H, W]` for images, `[D]` for vectors; the batch is left out. */
export type Shape = readonly number[];

/**
 * The shape of what a network gives.
 *
 * Convolution and pooling: `H' = ⌊(H + 2P − K) / S⌋ + 1`, and W' likewise; the branches of a concat add up their channels
 *
 * @param layers - the network; of no layers, the input itself.
 * @param inputShape - `[C, H, W]` or `[D]`.
 * @throws ShapeError - when a window does not fit, the ways of a residual give different shapes, branches give different
 *   heights or widths, a convolution or pooling gets a vector, or a linear layer gets an image.
 * @example outputShape([{ type: "conv", channels: 6, kernelSize: 5 }, { type: "flatten" }], [1, 32, 32]) // => [4704]
 * @see LeCun et al., Gradient-based learning applied to document recognition (1998), figure 2.
 */
export function outputShape(layers: readonly Layer[], inputShape: Shape): Shape {
  return layers.reduce(shapeAfter, inputShape);
}

/**
 * The shapes of all that a network learns, in the order of its layers, weight before bias.
 *
 * Convolution: `[O, C / G, K, K]`, `[O]`; linear: `[O, I]`, `[O]`; batch normalisation: `[C]` scales, `[C]` shifts
 * Residual: the main way, then the shortcut; concat: branch after branch.
 *
 * The products of these shapes add up to the number of parameters.
 *
 * @param layers - the network.
 * @param inputShape - `[C, H, W]` or `[D]`.
 * @example parameterShapes([{ type: "linear", features: 2 }, { type: "relu" }], [3]) // => [[2, 3], [2]]
 */
export function parameterShapes(layers: readonly Layer[], inputShape: Shape): Shape[] {
  let shape = inputShape;
  return layers.flatMap((layer) => {
    const shapes = shapesIn(layer, shape);
    shape = shapeAfter(shape, layer);
    return shapes;
  });
}

/**
 * How many pixels one output sees in each direction, and how many pixels lie between neighbouring outputs.
 *
 * From size r = 1, jump j = 1, for each convolution and pooling: `r ← r + (K − 1) j`, `j ← j S`
 *
 * Of several ways, the one that sees most counts. What follows on flatten or globalAveragePool has no places any more, and
 * changes nothing.
 *
 * @param layers - the network.
 * @example receptiveField([{ type: "conv", channels: 6, kernelSize: 5 }, { type: "maxPool", kernelSize: 2, stride: 2 }]) // => { size: 6, jump: 2 }
 */
export function receptiveField(layers: readonly Layer[]): { size: number; jump: number } {
  return layers.reduce(fieldAfter, { size: 1, jump: 1 });
}

/**
 * Runs a network.
 *
 * Batch normalisation goes by the statistics of the batch (ε = 1e-5), dropout hands on what it gets.
 *
 * @param layers - the network.
 * @param parameters - of the shapes that {@link parameterShapes} gives, in that order.
 * @param images - `[N, C, H, W]`, or `[N, D]`.
 * @returns `[N, …]`, with {@link outputShape} behind the N.
 * @throws ShapeError - when there are more or fewer parameters than the network takes, or their shapes are others.
 * @example
 * const layers = [{ type: "linear", features: 1 }, { type: "relu" }];
 * forward(layers, [tensor([[1, 2]]), tensor([-5])], tensor([[3, 4], [1, 1]])) // => [[6], [0]]
 */
export function forward(layers: readonly Layer[], parameters: readonly Tensor[], images: Tensor): Tensor {
  const expected = parameterShapes(layers, images.shape.slice(1)).map((shape) => `[${shape.join(", ")}]`);
  const given = parameters.map(({ shape }) => `[${shape.join(", ")}]`);
  if (expected.join() !== given.join()) {
    throw new ShapeError(
      `forward: parameters are ${given.join(", ") || "none"}, expected ${expected.join(", ") || "none"}.`,
    );
  }
  const next = parameters.values();
  return run(layers, images, () => next.next().value!);
}

function shapeAfter(shape: Shape, layer: Layer): Shape {
  checkInput(shape, layer);
  const [channels, ...places] = shape as readonly [number, ...number[]];
  switch (layer.type) {
    case "conv":
      return [layer.channels, ...placesAfter(places, layer)];
    case "maxPool":
    case "averagePool":
      return [channels, ...placesAfter(places, layer)];
    case "globalAveragePool":
      return [channels];
    case "flatten":
      return [shape.reduce((size, length) => size * length, 1)];
    case "linear":
      return [layer.features];
    case "residual": {
      const [main, shortcut] = [outputShape(layer.main, shape), outputShape(layer.shortcut, shape)];
      if (main.join() !== shortcut.join()) {
        throw new ShapeError(
          `outputShape: the main way of a residual gives [${main.join(", ")}], expected [${shortcut.join(", ")}], as its shortcut.`,
        );
      }
      return main;
    }
    case "concat": {
      const shapes = layer.branches.map((branch) => outputShape(branch, shape));
      const [first, ...others] = shapes.map((one) => one.slice(1));
      if (others.some((other) => other.join() !== first!.join())) {
        throw new ShapeError(
          `outputShape: the branches of a concat give [${shapes.join("], [")}], expected one height and one width.`,
        );
      }
      return [shapes.reduce((sum, [each]) => sum + each!, 0), ...first!];
    }
    default:
      return shape;
  }
}

type Pooling = Layer & { readonly type: "maxPool" | "averagePool" };

function placesAfter(places: readonly number[], layer: Pooling | (Layer & { readonly type: "conv" })): number[] {
  const { type, kernelSize, stride = 1, padding = 0 } = layer;
  return places.map((size) => {
    const padded = size + 2 * padding;
    if (kernelSize > padded) {
      throw new ShapeError(
        `outputShape: ${type} has a kernelSize of ${kernelSize}, expected at most ${padded}, the size of its padded input.`,
      );
    }
    return Math.floor((padded - kernelSize) / stride) + 1;
  });
}

const axes: { readonly [type in Layer["type"]]?: number } = {
  conv: 3,
  maxPool: 3,
  averagePool: 3,
  globalAveragePool: 3,
  linear: 1,
};

function checkInput(shape: Shape, { type }: Layer): void {
  if ((axes[type] ?? shape.length) !== shape.length) {
    throw new ShapeError(
      `outputShape: ${type} gets [${shape.join(", ")}], expected ${axes[type] === 3 ? "[C, H, W]" : "[D]: flatten it first"}.`,
    );
  }
}

/** What one layer learns. */
function shapesIn(layer: Layer, shape: Shape): Shape[] {
  switch (layer.type) {
    case "conv": {
      const { channels, kernelSize, groups = 1, bias = true } = layer;
      return [[channels, shape[0]! / groups, kernelSize, kernelSize], ...(bias ? [[channels]] : [])];
    }
    case "linear":
      return [[layer.features, shape[0]!], [layer.features]];
    case "batchNorm":
      return [[shape[0]!], [shape[0]!]];
    case "residual":
      return [layer.main, layer.shortcut].flatMap((way) => parameterShapes(way, shape));
    case "concat":
      return layer.branches.flatMap((branch) => parameterShapes(branch, shape));
    default:
      return [];
  }
}

interface Field {
  readonly size: number;
  readonly jump: number;
}

function fieldAfter(field: Field, layer: Layer): Field {
  const { size, jump } = field;
  switch (layer.type) {
    case "conv":
    case "maxPool":
    case "averagePool":
      return { size: size + (layer.kernelSize - 1) * jump, jump: jump * (layer.stride ?? 1) };
    case "residual":
      return widest([layer.main, layer.shortcut].map((way) => way.reduce(fieldAfter, field)));
    case "concat":
      return widest(layer.branches.map((branch) => branch.reduce(fieldAfter, field)));
    default:
      return field;
  }
}

function widest(fields: readonly Field[]): Field {
  const [jump] = fields.map((field) => field.jump); // that of the others, too, or their shapes would differ
  return { size: Math.max(...fields.map(({ size }) => size)), jump: jump! };
}

/** @param take - gives the next parameter. */
function run(layers: readonly Layer[], input: Tensor, take: () => Tensor): Tensor {
  return layers.reduce((x, layer) => {
    switch (layer.type) {
      case "conv": {
        const { channels, stride = 1, padding = 0, groups = 1, bias = true } = layer;
        return conv2d(x, take(), bias ? take() : zeros([channels]), { stride, padding, groups });
      }
      case "linear":
        return x.matmul(take().T).add(take());
      case "batchNorm":
        return batchNorm(x, take(), take());
      case "maxPool":
        return windows(x, layer, -Infinity).max(0);
      case "averagePool":
        return windows(x, layer, 0).mean(0);
      case "globalAveragePool":
        return x.mean([2, 3]);
      case "flatten":
        return x.reshape([x.shape[0]!, -1]);
      case "relu":
        return x.maximum(0);
      case "tanh":
        return x.tanh();
      case "dropout":
        return x;
      case "residual": {
        const main = run(layer.main, x, take);
        return main.add(run(layer.shortcut, x, take));
      }
      case "concat":
        return concatenate(
          layer.branches.map((branch) => run(branch, x, take)),
          1,
        );
    }
  }, input);
}

/** For each place in the window, what it meets: `[K², N, C, H', W']`. */
function windows(x: Tensor, layer: Pooling, edge: number): Tensor {
  const { kernelSize, stride, padding = 0 } = layer;
  const [rows, columns] = placesAfter(x.shape.slice(2), layer) as [number, number];
  const around = [padding, padding] as const;
  const padded = x.pad([[0, 0], [0, 0], around, around], edge);
  const shifts = Array.from({ length: kernelSize }, (_, shift) => shift);
  const range = (start: number, count: number) => [start, start + (count - 1) * stride + 1, stride] as const;
  return stack(shifts.flatMap((k) => shifts.map((l) => padded.slice(null, null, range(k, rows), range(l, columns)))));
}
