import { arange, stack, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { CnnParameters } from "#reference/10-convolutional-networks/train-cnn.ts";
import { cnn, cnnBackward } from "#reference/10-convolutional-networks/train-cnn.ts";

type Module = typeof import("#reference/10-convolutional-networks/train-cnn.ts");

/** The four entries of each 2 × 2 block side by side: [N, F, 2h, 2w] -> [N, F, h, w, 4]. */
function toBlocks(maps: Tensor): Tensor {
  const [count, filters, height, width] = maps.shape as readonly [number, number, number, number];
  const [h, w] = [height / 2, width / 2];
  const parted = maps.reshape([count, filters, h, 2, w, 2]).transpose([0, 1, 2, 4, 3, 5]);
  return parted.reshape([count, filters, h, w, 4]);
}

/** The reverse of {@link toBlocks}. */
function fromBlocks(blocks: Tensor): Tensor {
  const [count, filters, h, w] = blocks.shape as readonly [number, number, number, number];
  const parted = blocks.reshape([count, filters, h, w, 2, 2]).transpose([0, 1, 2, 4, 3, 5]);
  return parted.reshape([count, filters, 2 * h, 2 * w]);
}

/** x ⋆ K for each filter: [N, F, H − 2, W − 2]. */
function correlate(images: Tensor, filters: Tensor): Tensor {
  const patches = patchesOf(images);
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  return filters
    .reshape([-1, 9])
    .matmul(patches)
    .reshape([count, -1, height - 2, width - 2]);
}

function patchesOf(images: Tensor): Tensor {
  const [count, , height, width] = images.shape as readonly [number, number, number, number];
  const shifted = Array.from({ length: 9 }, (_, entry) => {
    const [u, v] = [Math.floor(entry / 3), entry % 3];
    return images.slice(null, 0, [u, u + height - 2], [v, v + width - 2]).reshape([count, -1]);
  });
  return stack(shifted, 1);
}

/** Where a forward pass departs from the right one. */
interface Forward {
  readonly filters?: (convWeight: Tensor) => Tensor;
  readonly bias?: (convBias: Tensor) => Tensor;
  readonly activate?: (maps: Tensor) => Tensor;
  readonly pool?: (maps: Tensor) => Tensor;
  readonly flatten?: (pooled: Tensor) => Tensor;
}

function cnnWith(change: Forward): Module["cnn"] {
  return (images, { convWeight, convBias, linearWeight, linearBias }) => {
    const filters = change.filters?.(convWeight) ?? convWeight;
    const bias = (change.bias?.(convBias) ?? convBias).reshape([-1, 1, 1]);
    const maps = correlate(images, filters).add(bias);
    const activated = change.activate?.(maps) ?? maps.maximum(0);
    const pooled = change.pool?.(activated) ?? toBlocks(activated).max(-1);
    const features = change.flatten?.(pooled) ?? pooled.reshape([images.shape[0]!, -1]);
    return features.matmul(linearWeight.T).add(linearBias);
  };
}

/** The gradients of the filters when the gradient of the blocks is another. */
function backwardWith(gradBlocks: (blocks: Tensor, gradPooled: Tensor) => Tensor): Module["cnnBackward"] {
  return (images, parameters, gradOutput) => {
    const maps = correlate(images, parameters.convWeight).add(parameters.convBias.reshape([-1, 1, 1]));
    const blocks = toBlocks(maps.maximum(0));
    const gradPooled = gradOutput.matmul(parameters.linearWeight).reshape([...blocks.shape.slice(0, 4), 1]);
    const gradMaps = fromBlocks(gradBlocks(blocks, gradPooled));
    const [count, filters] = gradMaps.shape as readonly [number, number];
    const convWeight = gradMaps.reshape([count, filters, -1]).matmul(patchesOf(images).T).sum(0);
    const right = cnnBackward(images, parameters, gradOutput).gradParameters;
    return {
      gradParameters: {
        ...right,
        convWeight: convWeight.reshape(parameters.convWeight.shape),
        convBias: gradMaps.sum([0, 2, 3]),
      },
    };
  };
}

/** The right gradients, some of them changed. */
function gradientsChanged(
  change: (right: CnnParameters, images: Tensor) => Partial<CnnParameters>,
): Module["cnnBackward"] {
  return (images, parameters, gradOutput) => {
    const right = cnnBackward(images, parameters, gradOutput).gradParameters;
    return { gradParameters: { ...right, ...change(right, images) } };
  };
}

/** Where a training departs from one that works. */
interface Training {
  readonly rate?: number;
  readonly start?: (random: Random, shape: readonly number[], inputs: number) => Tensor;
  readonly labelsOf?: (labels: Tensor, batch: readonly number[], random: Random) => Tensor;
  readonly gradLogits?: (probabilities: Tensor, targets: Tensor) => Tensor;
}

const he = (random: Random, shape: readonly number[], inputs: number): Tensor =>
  random.normal(shape, 0, Math.sqrt(2 / inputs));

function trainWith({ rate = 0.2, start = he, ...change }: Training): Module["trainCnn"] {
  return (images, labels, random) => {
    const [count, , height, width] = images.shape as readonly [number, number, number, number];
    const features = 2 * (height - 2) * (width - 2);
    const classes = labels.max().item() + 1;
    let parameters: CnnParameters = {
      convWeight: start(random, [8, 1, 3, 3], 9),
      convBias: zeros([8]),
      linearWeight: start(random, [classes, features], features),
      linearBias: zeros([classes]),
    };
    for (let step = 0; step < 60; step++) {
      const batch = random.permutation(count).slice(0, 16);
      const shown = images.gather(batch);
      const told = change.labelsOf?.(labels, batch, random) ?? labels.gather(batch);
      const logits = cnn(shown, parameters);
      const powers = logits.sub(logits.max(1, { keepDims: true })).exp();
      const probabilities = powers.div(powers.sum(1, { keepDims: true }));
      const targets = told.expandDims(1).equal(arange(classes));
      const gradLogits = change.gradLogits?.(probabilities, targets) ?? probabilities.sub(targets);
      const { gradParameters } = cnnBackward(shown, parameters, gradLogits.div(batch.length));
      const moved = Object.entries(parameters).map(([name, parameter]) => {
        const gradient = gradParameters[name as keyof CnnParameters];
        return [name, (parameter as Tensor).sub(gradient.mul(rate))];
      });
      parameters = Object.fromEntries(moved) as Record<keyof CnnParameters, Tensor>;
    }
    return parameters;
  };
}

export default mistakes<Module>({
  "filters turned round": {
    looksLike: "Each filter is turned by half a circle, as in the convolution of mathematics.",
    reread: "(x ⋆ K)_ij = Σ_uv K_uv x_{i+u, j+v}",
    cnn: cnnWith({ filters: (convWeight) => convWeight.slice(null, null, [null, null, -1], [null, null, -1]) }),
  },
  "rows and columns of the filters exchanged": {
    looksLike: "Each filter is transposed: u runs along the columns of the image and v along its rows.",
    reread: "(x ⋆ K)_ij = Σ_uv K_uv x_{i+u, j+v}",
    cnn: cnnWith({ filters: (convWeight) => convWeight.T }),
  },
  "bias inside the sum": {
    looksLike: "The bias is added for each of the nine entries of a filter.",
    reread: "a = max(0, x ⋆ K + k)",
    cnn: cnnWith({ bias: (convBias) => convBias.mul(9) }),
  },
  "ReLU left out": {
    looksLike: "The maps are pooled as they are, negative entries included.",
    reread: "a = max(0, x ⋆ K + k)",
    cnn: cnnWith({ activate: (maps) => maps }),
  },
  "average for maximum": {
    looksLike: "Each block is replaced by the average of its four entries.",
    reread: "m = the largest of each 2 × 2 block of a",
    cnn: cnnWith({ pool: (maps) => toBlocks(maps).mean(-1) }),
  },
  "blocks that overlap": {
    looksLike:
      "The block of place (i, j) starts at (i, j), not at (2 i, 2 j): blocks overlap, the far side is not seen.",
    reread: "m = the largest of each 2 × 2 block of a",
    cnn: cnnWith({
      pool: (maps) => {
        const [h, w] = [maps.shape[2]! / 2, maps.shape[3]! / 2];
        const corner = (u: number, v: number): Tensor => maps.slice(null, null, [u, u + h], [v, v + w]);
        return corner(0, 0).maximum(corner(0, 1)).maximum(corner(1, 0)).maximum(corner(1, 1));
      },
    }),
  },
  "maps interleaved": {
    looksLike: "The pooled maps are flattened with the filters last, as if they were [N, H, W, F].",
    reread: "linearWeight: [C, F·P], from the pooled maps, one after the other",
    cnn: cnnWith({ flatten: (pooled) => pooled.transpose([0, 2, 3, 1]).reshape([pooled.shape[0]!, -1]) }),
  },
  "gradient to the whole block": {
    looksLike: "All four entries of a block get the gradient of its maximum.",
    reread: "only the largest entry of a block has dL/dm",
    cnnBackward: backwardWith((blocks, gradPooled) => gradPooled.mul(blocks.greater(0))),
  },
  "ReLU forgotten on the way back": {
    looksLike: "The largest entry of a block gets the gradient even where ReLU made it 0.",
    reread: "only where a > 0",
    cnnBackward: backwardWith((blocks, gradPooled) =>
      gradPooled.mul(blocks.argmax(-1, { keepDims: true }).equal(arange(4))),
    ),
  },
  "filters' gradients averaged": {
    looksLike: "The gradients of the filters are averages over the images, not sums.",
    reread: "dL/dK_uv = Σ_nij da_nij x_{n, i+u, j+v}",
    cnnBackward: gradientsChanged(({ convWeight, convBias }, images) => ({
      convWeight: convWeight.div(images.shape[0]!),
      convBias: convBias.div(images.shape[0]!),
    })),
  },
  "filters' gradients turned round": {
    looksLike: "The gradient of each filter is turned by half a circle.",
    reread: "dL/dK_uv = Σ_nij da_nij x_{n, i+u, j+v}",
    cnnBackward: gradientsChanged(({ convWeight }) => ({
      convWeight: convWeight.slice(null, null, [null, null, -1], [null, null, -1]),
    })),
  },
  "linear gradients averaged": {
    looksLike: "The gradients of the last layer are averages over the images, not sums.",
    reread: "dL/dW = Σ_n dz_nᵀ m_n, dL/db = Σ_n dz_n",
    cnnBackward: gradientsChanged(({ linearWeight, linearBias }, images) => ({
      linearWeight: linearWeight.div(images.shape[0]!),
      linearBias: linearBias.div(images.shape[0]!),
    })),
  },
  climbs: {
    looksLike: "The steps are added: the loss grows, and the images that were shown are not recognised.",
    reread: "θ ← θ − η dL/dθ: minus",
    trainCnn: trainWith({ rate: -0.2 }),
  },
  "starts from zeros": {
    looksLike: "All weights start at 0: every map is 0, nothing tells the filters apart, and they get no gradient.",
    reread: "the weights at the start: random, so that no two filters are alike",
    trainCnn: trainWith({ start: (_, shape) => zeros(shape) }),
  },
  "labels of other images": {
    looksLike: "The images are put into another order for each batch, and their labels are not.",
    reread: "a batch: images and labels at the same places",
    trainCnn: trainWith({ labelsOf: (labels, batch) => labels.slice([0, batch.length]) }),
  },
  "softmax without its labels": {
    looksLike: "The labels are not subtracted from the probabilities, so all logits are pushed down alike.",
    reread: "dL/dz = (softmax(z) − one-hot labels) / N",
    trainCnn: trainWith({ gradLogits: (probabilities) => probabilities }),
  },
});
