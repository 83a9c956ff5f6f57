import { ShapeError, type Tensor } from "#tensor";

/**
 * One number for each channel: the mean over all its places.
 *
 * `y[n, c] = 1/(H W) Σ_i Σ_j x[n, c, i, j]`
 *
 * It takes images of any size, and has no parameters, where a linear layer on all C·H·W values would have most of a
 * network's.
 *
 * @param input - `[N, C, H, W]` x.
 * @returns `[N, C]`.
 * @throws ShapeError - when `input` has other axes.
 * @example globalAveragePool(tensor([[[[1, 2, 6]], [[-4, 0, 1]]]])) // => [[3, -1]]
 * @see Lin, Chen & Yan, Network in network (2013), section 3.2.
 */
export function globalAveragePool(input: Tensor): Tensor {
  checkMaps("globalAveragePool", input);
  return input.mean([2, 3]);
}

/**
 * Gradient of a loss with respect to the input of {@link globalAveragePool}.
 *
 * `dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]`
 *
 * @param input - as in the forward pass.
 * @param gradOutput - `[N, C]` dL/dy.
 * @returns dL/dx, `[N, C, H, W]`.
 * @throws ShapeError - when `input` has other axes, or `gradOutput` is not `[N, C]`.
 * @example globalAveragePoolBackward(tensor([[[[1, 2, 6]]]]), tensor([[3]])) // => [[[[1, 1, 1]]]]
 */
export function globalAveragePoolBackward(input: Tensor, gradOutput: Tensor): Tensor {
  checkMaps("globalAveragePoolBackward", input);
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  if (gradOutput.shape.join() !== [batch, channels].join()) {
    throw new ShapeError(
      `globalAveragePoolBackward: gradOutput is [${gradOutput.shape.join(", ")}], expected [${batch}, ${channels}].`,
    );
  }
  return gradOutput
    .div(height * width)
    .reshape([batch, channels, 1, 1])
    .broadcastTo(input.shape);
}

/**
 * Where in the image each class of a linear layer behind {@link globalAveragePool} finds its evidence.
 *
 * `M[n, k, i, j] = Σ_c w[k, c] x[n, c, i, j]`
 *
 * Pooling and the linear layer may change places: the mean of a class's map is its logit, without bias. So the map shows
 * which places speak for the class, and how much.
 *
 * @param input - `[N, C, H, W]` x.
 * @param weight - `[K, C]` w, of the linear layer.
 * @returns `[N, K, H, W]`.
 * @throws ShapeError - when `input` has other axes, or `weight` is not `[K, C]`.
 * @example classActivationMaps(tensor([[[[1, 2]], [[3, -4]]]]), tensor([[10, 1]])) // => [[[[13, 16]]]]
 * @see Zhou et al., Learning deep features for discriminative localization (2016), section 2.
 */
export function classActivationMaps(input: Tensor, weight: Tensor): Tensor {
  checkMaps("classActivationMaps", input);
  const [batch, channels, height, width] = input.shape as [number, number, number, number];
  const [classes] = weight.shape as [number];
  if (weight.shape.join() !== [classes, channels].join()) {
    throw new ShapeError(
      `classActivationMaps: weight is [${weight.shape.join(", ")}], expected [K, ${channels}], one weight for each channel.`,
    );
  }
  const places = input.reshape([batch, channels, height * width]);
  return weight.matmul(places).reshape([batch, classes, height, width]);
}

function checkMaps(caller: string, { shape }: Tensor): void {
  if (shape.length === 4) return;
  throw new ShapeError(`${caller}: input is [${shape.join(", ")}], expected four axes, [N, C, H, W].`);
}
