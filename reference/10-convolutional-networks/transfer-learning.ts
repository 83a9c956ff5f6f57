import { tensor, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { linear, linearBackward } from "#reference/07-backprop/linear-layer.ts";
import { conv2dIm2col, conv2dIm2colBackward } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import {
  globalAveragePool,
  globalAveragePoolBackward,
} from "#reference/10-convolutional-networks/global-average-pool.ts";
import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";

/** What turns an image into features; it may serve many tasks. */
export interface Body {
  /** `[F, C, 3, 3]`. */
  readonly conv1Weight: Tensor;
  /** `[F]`. */
  readonly conv1Bias: Tensor;
  /** `[D, F, 3, 3]`. */
  readonly conv2Weight: Tensor;
  /** `[D]`. */
  readonly conv2Bias: Tensor;
}

/** What turns features into scores for the classes of one task. */
export interface Head {
  /** `[K, D]`. */
  readonly weight: Tensor;
  /** `[K]`. */
  readonly bias: Tensor;
}

export interface Network {
  readonly body: Body;
  readonly head: Head;
}

/** A learning rate for each of the two groups of parameters. */
export interface Rates {
  readonly body: number;
  readonly head: number;
}

/** For features that are worked out once, many steps cost little; those of the whole network are few, and small for the body. */
const recipe = { headSteps: 200, headRate: 0.1, steps: 20, rates: { body: 0.01, head: 0.1 } };

/**
 * A small network in the manner of LeNet: a body of two convolutions, and a linear head.
 *
 * `m = pool(max(0, x ⋆ C₁ + c₁))`, `f = the mean of each map of max(0, m ⋆ C₂ + c₂)`, `z = f Wᵀ + b`
 *
 * Pooling takes the largest of each 2 × 2 block. The mean of a map says how much of something there is, wherever it is.
 *
 * @param images - `[N, C, H, W]` x, H and W at least 8.
 * @param network - C₁, c₁, C₂ and c₂ (`body`), W and b (`head`).
 * @returns `[N, K]`, logits z.
 * @throws ShapeError - when images and parameters do not fit.
 * @example
 * const filters = { conv1Weight: ones([1, 1, 3, 3]), conv1Bias: tensor([-8]), conv2Weight: ones([1, 1, 3, 3]), conv2Bias: tensor([0]) };
 * classify(ones([1, 1, 8, 8]), { body: filters, head: { weight: tensor([[1], [-1]]), bias: tensor([0, 5]) } }) // => [[9, -4]]
 * @see Yosinski et al., How transferable are features in deep neural networks? (2014).
 */
export function classify(images: Tensor, { body, head }: Network): Tensor {
  return linear(bodyPass(images, body).features, head.weight, head.bias);
}

/**
 * Gradients of a loss with respect to all parameters of {@link classify}, those of the body and those of the head.
 *
 * @param images - as in the forward pass, and so is `network`.
 * @param gradOutput - `[N, K]`, dL/dz.
 * @returns gradients of the shapes of the parameters.
 */
export function classifyBackward(
  images: Tensor,
  { body, head }: Network,
  gradOutput: Tensor,
): { gradNetwork: Network } {
  const { maps1, pooled, maps2, features } = bodyPass(images, body);
  const last = linearBackward(features, head.weight, head.bias, gradOutput);
  const gradMaps2 = globalAveragePoolBackward(maps2, last.gradInput).mul(maps2.greater(0));
  const conv2 = conv2dIm2colBackward(pooled, body.conv2Weight, body.conv2Bias, gradMaps2);
  const gradMaps1 = maxPool2dBackward(maps1, 2, conv2.gradInput).mul(maps1.greater(0));
  const conv1 = conv2dIm2colBackward(images, body.conv1Weight, body.conv1Bias, gradMaps1);
  return {
    gradNetwork: {
      body: {
        conv1Weight: conv1.gradWeight,
        conv1Bias: conv1.gradBias,
        conv2Weight: conv2.gradWeight,
        conv2Bias: conv2.gradBias,
      },
      head: { weight: last.gradWeight, bias: last.gradBias },
    },
  };
}

/**
 * The same body with a head for another task: a row for each of its classes.
 *
 * `W, b ~ U(−1/√D, 1/√D)` for D features, W in one draw and then b in another
 *
 * What the old head had learned is about the old classes. The new one starts at random, and so small that no class is favoured much.
 *
 * @param network - its body is kept, its head is not.
 * @param classes - K, a whole number, at least 1.
 * @param random - the source of all chance.
 * @throws RangeError - when `classes` is not a whole number, or below 1.
 */
export function replaceHead({ body }: Network, classes: number, random: Random): Network {
  if (!(Number.isInteger(classes) && classes >= 1)) {
    throw new RangeError(
      `replaceHead: classes is ${classes}, expected a whole number, at least 1. Each needs a score.`,
    );
  }
  const features = body.conv2Bias.size;
  const limit = 1 / Math.sqrt(features);
  const weight = random.uniform([classes, features], -limit, limit);
  return { body, head: { weight, bias: random.uniform([classes], -limit, limit) } };
}

/**
 * A step of gradient descent with a learning rate for each group of parameters.
 *
 * `θ ← θ − η_body dL/dθ` for the body, `θ ← θ − η_head dL/dθ` for the head
 *
 * A group with the rate 0 is frozen.
 *
 * @param network - θ.
 * @param gradNetwork - dL/dθ, of the same shapes.
 * @param rates - η_body and η_head, at least 0.
 * @returns the new parameters; those passed in stay as they were.
 * @throws RangeError - when a rate is below 0 or no number.
 */
export function descend(network: Network, gradNetwork: Network, rates: Rates): Network {
  for (const [group, rate] of Object.entries(rates)) {
    if (rate >= 0) continue;
    throw new RangeError(`descend: rates.${group} is ${rate}, expected a number, at least 0. Steps go downhill.`);
  }
  const { body, head } = network;
  const { body: gradBody, head: gradHead } = gradNetwork;
  return {
    body: {
      conv1Weight: body.conv1Weight.sub(gradBody.conv1Weight.mul(rates.body)),
      conv1Bias: body.conv1Bias.sub(gradBody.conv1Bias.mul(rates.body)),
      conv2Weight: body.conv2Weight.sub(gradBody.conv2Weight.mul(rates.body)),
      conv2Bias: body.conv2Bias.sub(gradBody.conv2Bias.mul(rates.body)),
    },
    head: {
      weight: head.weight.sub(gradHead.weight.mul(rates.head)),
      bias: head.bias.sub(gradHead.bias.mul(rates.head)),
    },
  };
}

/**
 * Feature extraction: only the head learns; the body is frozen.
 *
 * `f_n = body(x_n)` once, then `steps` times `(W, b) ← (W, b) − η dL/d(W, b)`, L the mean cross-entropy of `f Wᵀ + b`
 *
 * The features never change, so they are worked out once, and the rest is softmax regression on them. No gradient of the body is
 * needed, and none is computed.
 *
 * @param images - `[N, C, H, W]`, all of them in each step.
 * @param labels - `[N]`, class ids in [0, K).
 * @param network - where to start.
 * @param steps - how many.
 * @param rate - η.
 * @returns the network with its head trained and its body as it was.
 * @throws RangeError - when a label is none of the classes of the head.
 */
export function trainHead(images: Tensor, labels: Tensor, network: Network, steps: number, rate: number): Network {
  const { features } = bodyPass(images, network.body);
  let { weight, bias } = network.head;
  for (let step = 0; step < steps; step++) {
    const gradLogits = sparseCrossEntropyBackward(linear(features, weight, bias), labels, tensor(1));
    const { gradWeight, gradBias } = linearBackward(features, weight, bias, gradLogits);
    weight = weight.sub(gradWeight.mul(rate));
    bias = bias.sub(gradBias.mul(rate));
  }
  return { body: network.body, head: { weight, bias } };
}

/**
 * Fine-tuning: the whole network goes on learning, the pretrained body more slowly than the head.
 *
 * `steps` times {@link descend}, with the gradient of the mean cross-entropy of all images
 *
 * Large steps would destroy what the body knows before the few images could teach it anything better.
 *
 * @param images - `[N, C, H, W]`, all of them in each step.
 * @param labels - `[N]`, class ids in [0, K).
 * @param network - where to start.
 * @param steps - how many.
 * @param rates - of the body and the head.
 * @returns the network, body and head trained.
 * @throws RangeError - when a label is none of the classes of the head, or a rate is below 0.
 * @see Howard & Ruder, Universal language model fine-tuning for text classification (2018), section 3.2, for rates by layer.
 */
export function fineTune(images: Tensor, labels: Tensor, network: Network, steps: number, rates: Rates): Network {
  let tuned = network;
  for (let step = 0; step < steps; step++) {
    const gradLogits = sparseCrossEntropyBackward(classify(images, tuned), labels, tensor(1));
    tuned = descend(tuned, classifyBackward(images, tuned, gradLogits).gradNetwork, rates);
  }
  return tuned;
}

/**
 * Learns a new task from a few examples: a new head, which is trained first, and then the whole network with small steps.
 *
 * The order matters. A head at random would send gradients through the body that say nothing.
 *
 * @param images - `[N, C, H, W]`, a few of each class.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param pretrained - a network for another task, with images of the same kind.
 * @param random - the source of all chance.
 * @returns a network for the new task.
 */
export function transfer(images: Tensor, labels: Tensor, pretrained: Network, random: Random): Network {
  const fresh = replaceHead(pretrained, labels.max().item() + 1, random);
  const extractor = trainHead(images, labels, fresh, recipe.headSteps, recipe.headRate);
  return fineTune(images, labels, extractor, recipe.steps, recipe.rates);
}

function bodyPass(images: Tensor, { conv1Weight, conv1Bias, conv2Weight, conv2Bias }: Body) {
  const maps1 = conv2dIm2col(images, conv1Weight, conv1Bias).maximum(0); // [N, F, H − 2, W − 2]
  const pooled = maxPool2d(maps1, 2);
  const maps2 = conv2dIm2col(pooled, conv2Weight, conv2Bias).maximum(0);
  return { maps1, pooled, maps2, features: globalAveragePool(maps2) }; // features: [N, D]
}
