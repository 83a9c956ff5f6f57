/** Reads a published batch normalisation, of any library, into the terms of the course. */
import { ones, zeros, type Tensor } from "#tensor";
import { attribute, findInput, input, inputAt, type PublishedCase } from "../published-case.ts";

export interface Normalisation {
  /** `[N, C, …]` */
  readonly x: Tensor;
  readonly leave: (y: Tensor) => Tensor;
  /** The other way: from the library's layout to `[N, C, …]`. */
  readonly enter: (y: Tensor) => Tensor;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly epsilon: number;
  /** Weight of the old running statistics. */
  readonly keep: number;
}

export function readNormalisation(item: PublishedCase): Normalisation {
  const isOnnx = item.op === "BatchNormalization";
  const given = inputAt(item, 0)!;
  const mean = isOnnx ? inputAt(item, 3)! : input(item, "mean", "moving_mean");
  const axis = attribute(item, "axis", isOnnx ? 1 : -1);
  const { enter, leave } = mean.rank === 1 ? channelsSecond(given.rank, axis) : entryByEntry(given.shape);
  const size = mean.size;
  const gamma = isOnnx ? inputAt(item, 1) : findInput(item, "scale", "gamma");
  const beta = isOnnx ? inputAt(item, 2) : findInput(item, "offset", "beta");
  const variance = isOnnx ? inputAt(item, 4)! : input(item, "variance", "moving_variance");
  return {
    x: enter(given),
    enter,
    leave,
    gamma: gamma?.flatten() ?? ones([size]),
    beta: beta?.flatten() ?? zeros([size]),
    mean: mean.flatten(),
    variance: variance.flatten(),
    epsilon: attribute(item, "epsilon", attribute(item, "varianceEpsilon", isOnnx ? 1e-5 : 1e-3)),
    keep: attribute(item, "momentum", isOnnx ? 0.9 : 0.99),
  };
}

interface Moves {
  readonly enter: (y: Tensor) => Tensor;
  readonly leave: (y: Tensor) => Tensor;
}

function channelsSecond(rank: number, axis: number): Moves {
  const channels = axis < 0 ? axis + rank : axis;
  const others = [...Array(rank).keys()].filter((one) => one !== channels);
  const order = [others[0]!, channels, ...others.slice(1)];
  const back = order.map((_, one) => order.indexOf(one));
  return { enter: (y) => y.transpose(order), leave: (y) => y.transpose(back) };
}

/** Statistics of its own for each entry: each is a channel, in a batch of one. */
function entryByEntry(shape: readonly number[]): Moves {
  return { enter: (y) => y.reshape([1, -1]), leave: (y) => y.reshape(shape) };
}
