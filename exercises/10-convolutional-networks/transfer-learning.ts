import { NotStarted, type Random, type Tensor } from "#tensor";

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
 */
export function classify(images: Tensor, network: Network): Tensor {
  throw new NotStarted();
}

/**
 * Gradients of a loss with respect to all parameters of {@link classify}, those of the body and those of the head.
 *
 * @param images - as in the forward pass, and so is `network`.
 * @param gradOutput - `[N, K]`, dL/dz.
 * @returns gradients of the shapes of the parameters.
 */
export function classifyBackward(images: Tensor, network: Network, gradOutput: Tensor): { gradNetwork: Network } {
  throw new NotStarted();
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
export function replaceHead(network: Network, classes: number, random: Random): Network {
  throw new NotStarted();
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
  throw new NotStarted();
}

/**
 * Feature extraction: only the head learns; the body is frozen.
 *
 * `f_n = body(x_n)` once, then `steps` times `(W, b) ← (W, b) − η dL/d(W, b)`, L the mean cross-entropy of `f Wᵀ + b`
 *
 * Which of this is the same in every step?
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
  throw new NotStarted();
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
 */
export function fineTune(images: Tensor, labels: Tensor, network: Network, steps: number, rates: Rates): Network {
  throw new NotStarted();
}

/**
 * Learns a new task from a few examples. What is trained, in which order, for how long and at which rates is up to you.
 *
 * @param images - `[N, C, H, W]`, a few of each class.
 * @param labels - `[N]`, class ids, integers from 0 up; the largest says how many classes there are.
 * @param pretrained - a network for another task, with images of the same kind.
 * @param random - the source of all chance.
 * @returns a network for the new task. It takes 5 seconds at most.
 */
export function transfer(images: Tensor, labels: Tensor, pretrained: Network, random: Random): Network {
  throw new NotStarted();
}
