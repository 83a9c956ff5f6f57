import { arange, stack, zeros, type Random, type Tensor } from "#tensor";

/** The parameters of a small network for grey images `[N, 1, H, W]`; pooling leaves P = (H − 2)/2 · (W − 2)/2 places. */
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

const training = { filters: 8, steps: 150, batchSize: 16, learningRate: 0.05, momentum: 0.9 };

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
 * @example
 * const parameters = { convWeight: ones([1, 1, 3, 3]), convBias: tensor([-8]), ...{
 *   linearWeight: tensor([[1], [-1]]), linearBias: tensor([0, 5]) } };
 * cnn(ones([1, 1, 4, 4]), parameters) // => [[1, 4]]
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
 * Gradient descent with momentum on the cross-entropy of small batches, from random weights of a size that keeps the
 * variance of what flows through them (He).
 *
 * @param images - `[N, 1, H, W]`, H and W even.
 * @param labels - `[N]`, class ids, integers in [0, C).
 * @param random - the source of all chance.
 * @returns parameters with which {@link cnn} classifies images like these.
 * @see He et al., Delving deep into rectifiers (2015), section 2.2, for the weights at the start.
 */
export function trainCnn(images: Tensor, labels: Tensor, random: Random): CnnParameters {
  const { filters, steps, batchSize, learningRate, momentum } = training;
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  const features = (filters * (height - 2) * (width - 2)) / 4;
  const classes = labels.max().item() + 1;
  let parameters: CnnParameters = {
    convWeight: random.normal([filters, 1, 3, 3], 0, Math.sqrt(2 / 9)),
    convBias: zeros([filters]),
    linearWeight: random.normal([classes, features], 0, Math.sqrt(2 / features)),
    linearBias: zeros([classes]),
  };
  let velocity = eachOf(parameters, ({ shape }) => zeros(shape));
  for (let step = 0; step < steps; step++) {
    const batch = random.permutation(count).slice(0, batchSize);
    const pass = forward(images.gather(batch), parameters);
    const gradLogits = crossEntropyBackward(pass.logits, labels.gather(batch));
    const gradients = backward(pass, parameters, gradLogits);
    velocity = eachOf(velocity, (past, name) => past.mul(momentum).add(gradients[name]));
    parameters = eachOf(parameters, (parameter, name) => parameter.sub(velocity[name].mul(learningRate)));
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
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  const places = (height - 2) * (width - 2);
  const shifted = Array.from({ length: 9 }, (_, entry) => {
    const [u, v] = [Math.floor(entry / 3), entry % 3];
    return images.slice(null, 0, [u, u + height - 2], [v, v + width - 2]).reshape([count, places]);
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
  const powers = logits.sub(logits.max(1, { keepDims: true })).exp();
  const probabilities = powers.div(powers.sum(1, { keepDims: true }));
  const targets = labels.expandDims(1).equal(arange(logits.shape[1]!));
  return probabilities.sub(targets).div(labels.size);
}

/** The same change for each of the four parameters. */
function eachOf(
  parameters: CnnParameters,
  change: (tensor: Tensor, name: keyof CnnParameters) => Tensor,
): CnnParameters {
  return {
    convWeight: change(parameters.convWeight, "convWeight"),
    convBias: change(parameters.convBias, "convBias"),
    linearWeight: change(parameters.linearWeight, "linearWeight"),
    linearBias: change(parameters.linearBias, "linearBias"),
  };
}
