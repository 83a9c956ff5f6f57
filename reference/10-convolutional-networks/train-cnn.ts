import { arange, ShapeError, stack, zeros, type Random, type Tensor } from "#tensor";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { softmax } from "#reference/02-activations/softmax.ts";

/** The parameters of a small network for grey images `[N, 1, H, W]`; pooling leaves P = (H − 2)(W − 2)/4 places. */
export interface CnnParameters {
  /** `[F, 1, 3, 3]`, F filters. */
  readonly convWeight: Tensor;
  /** `[F]`. */
  readonly convBias: Tensor;
  /** `[C, F·P]`, from the pooled maps, one after the other, to the classes. */
  readonly linearWeight: Tensor;
  /** `[C]`. */
  readonly linearBias: Tensor;
}

export interface CnnGradients {
  readonly gradParameters: CnnParameters;
}

const training = { filters: 12, steps: 120, batchSize: 16, learningRate: 0.03 };

/**
 * A convolutional network with one layer of each kind: convolution, ReLU, max pooling, linear.
 *
 * `a = max(0, x ⋆ K + k)`, `m = the largest of each 2 × 2 block of a`, `z = flatten(m) Wᵀ + b`
 *
 * The convolution is a cross-correlation without padding: `(x ⋆ K)_ij = Σ_uv K_uv x_{i+u, j+v}`.
 *
 * @param images - `[N, 1, H, W]`, H and W even.
 * @param parameters - K, k, W and b.
 * @returns `[N, C]`, logits z.
 * @throws ShapeError - when `images` is not `[N, 1, H, W]` with even H and W.
 * @example
 * const [convWeight, convBias] = [ones([1, 1, 3, 3]), tensor([-8])];
 * const [linearWeight, linearBias] = [tensor([[1], [-1]]), tensor([0, 5])];
 * cnn(ones([1, 1, 4, 4]), { convWeight, convBias, linearWeight, linearBias }) // => [[1, 4]]
 * @see LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition (1998), section 2.
 */
export function cnn(images: Tensor, parameters: CnnParameters): Tensor {
  return forward(images, parameters).logits;
}

/**
 * Gradients of a loss with respect to the parameters of {@link cnn}, the last layer first.
 *
 * `dL/dW = (dL/dz)ᵀ flatten(m)`, `dL/dm = dL/dz W`; only the largest entry of a block has dL/dm, and only where a > 0;
 * `dL/dK_uv = Σ_nij da_nij x_{n, i+u, j+v}`, `dL/dk = Σ_nij da_nij`
 *
 * @param images - `[N, 1, H, W]`.
 * @param parameters - as in the forward pass.
 * @param gradOutput - `[N, C]`, dL/dz.
 */
export function cnnBackward(images: Tensor, parameters: CnnParameters, gradOutput: Tensor): CnnGradients {
  return { gradParameters: backward(forward(images, parameters), parameters, gradOutput) };
}

/**
 * Learns to tell classes of images apart.
 *
 * Adam on the cross-entropy of small batches, from random weights of a size that keeps the variance of what flows
 * through them (He).
 *
 * @param images - `[N, 1, H, W]`, H and W even.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param random - the source of all chance.
 * @returns parameters with which {@link cnn} classifies images like these.
 * @see He et al., Delving deep into rectifiers (2015), section 2.2, for the weights at the start.
 */
export function trainCnn(images: Tensor, labels: Tensor, random: Random): CnnParameters {
  const { filters, steps, batchSize, learningRate } = training;
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  const features = (filters * (height - 2) * (width - 2)) / 4;
  const classes = labels.max().item() + 1;
  let parameters: CnnParameters = {
    convWeight: random.normal([filters, 1, 3, 3], 0, Math.sqrt(2 / 9)),
    convBias: zeros([filters]),
    linearWeight: random.normal([classes, features], 0, Math.sqrt(2 / features)),
    linearBias: zeros([classes]),
  };
  const optimiser = new Adam({ learningRate });
  for (let step = 0; step < steps; step++) {
    const batch = random.permutation(count).slice(0, batchSize);
    const pass = forward(images.gather(batch), parameters);
    const gradLogits = crossEntropyBackward(pass.logits, labels.gather(batch));
    const gradients = backward(pass, parameters, gradLogits);
    parameters = fromList(optimiser.step(toList(parameters), toList(gradients)));
  }
  return parameters;
}

type Pass = ReturnType<typeof forward>;

function forward(images: Tensor, { convWeight, convBias, linearWeight, linearBias }: CnnParameters) {
  const patches = patchesOf(images); // [N, 9, (H−2)(W−2)]
  const filters = convWeight.reshape([-1, 9]);
  const maps = filters.matmul(patches).add(convBias.expandDims(1)).maximum(0); // [N, F, (H−2)(W−2)]
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  const blocks = toBlocks(maps, (height - 2) / 2, (width - 2) / 2); // [N, F, P, 4]
  const features = blocks.max(-1).reshape([count, -1]); // [N, F·P]
  const logits = features.matmul(linearWeight.T).add(linearBias);
  return { patches, blocks, features, logits, height, width };
}

function backward(pass: Pass, { convWeight, linearWeight }: CnnParameters, gradLogits: Tensor): CnnParameters {
  const { patches, blocks, features, height, width } = pass;
  const gradPooled = gradLogits.matmul(linearWeight).reshape([...blocks.shape.slice(0, 3), 1]);
  const winners = blocks.argmax(-1, { keepDims: true }).equal(arange(4));
  const gradBlocks = gradPooled.mul(winners).mul(blocks.greater(0));
  const gradMaps = fromBlocks(gradBlocks, (height - 2) / 2, (width - 2) / 2); // [N, F, (H−2)(W−2)]
  return {
    convWeight: gradMaps.matmul(patches.T).sum(0).reshape(convWeight.shape),
    convBias: gradMaps.sum([0, 2]),
    linearWeight: gradLogits.T.matmul(features),
    linearBias: gradLogits.sum(0),
  };
}

/** For each of the nine entries of a filter, the pixel that it meets at every place. */
function patchesOf(images: Tensor): Tensor {
  const [count, channels, height, width] = images.shape as readonly [number, number, number, number];
  if (images.rank !== 4 || channels !== 1 || height % 2 !== 0 || width % 2 !== 0) {
    throw new ShapeError(
      `cnn: images is [${images.shape.join(", ")}], expected [N, 1, H, W] with even H and W. ` +
        "Pooling takes blocks of 2 × 2 from maps of (H − 2) × (W − 2).",
    );
  }
  const shifted = Array.from({ length: 9 }, (_, entry) => {
    const [u, v] = [Math.floor(entry / 3), entry % 3];
    return images.slice(null, 0, [u, u + height - 2], [v, v + width - 2]).reshape([count, -1]);
  });
  return stack(shifted, 1);
}

/** [N, F, 2h·2w] -> [N, F, h·w, 4]: the four entries of each block side by side. */
function toBlocks(maps: Tensor, h: number, w: number): Tensor {
  const [count, filters] = maps.shape as readonly [number, number];
  const parted = maps.reshape([count, filters, h, 2, w, 2]).transpose([0, 1, 2, 4, 3, 5]);
  return parted.reshape([count, filters, h * w, 4]);
}

/** The reverse of {@link toBlocks}. */
function fromBlocks(blocks: Tensor, h: number, w: number): Tensor {
  const [count, filters] = blocks.shape as readonly [number, number];
  const parted = blocks.reshape([count, filters, h, w, 2, 2]).transpose([0, 1, 2, 4, 3, 5]);
  return parted.reshape([count, filters, 4 * h * w]);
}

/** Gradient of the mean cross-entropy: (softmax(z) − one-hot labels) / N. */
function crossEntropyBackward(logits: Tensor, labels: Tensor): Tensor {
  const targets = labels.expandDims(1).equal(arange(logits.shape[1]!));
  return softmax(logits).sub(targets).div(labels.size);
}

function toList({ convWeight, convBias, linearWeight, linearBias }: CnnParameters): Tensor[] {
  return [convWeight, convBias, linearWeight, linearBias];
}

function fromList([convWeight, convBias, linearWeight, linearBias]: readonly Tensor[]): CnnParameters {
  return { convWeight: convWeight!, convBias: convBias!, linearWeight: linearWeight!, linearBias: linearBias! };
}
