import type { Tensor } from "#tensor";

/** Parameters of a layer, or their gradients. */
export interface Layer {
  /** Any shape. */
  readonly weight: Tensor;
  /** Any shape. */
  readonly bias: Tensor;
}

export interface DecayOptions {
  /** Rate λ at which weights shrink, at least 0; 0.01 when left out. */
  readonly decay?: number;
}

export interface DecayStepOptions extends DecayOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
}

export interface AdaptiveDecayOptions extends DecayStepOptions {
  /** Whether the decay is kept apart from the gradient's scale: true when left out. */
  readonly decoupled?: boolean;
}

/**
 * A step of gradient descent under which weights decay: without a gradient they would shrink to 0.
 *
 * `w ← (1 − η λ) w − η g`, `b ← b − η g_b`
 *
 * That is a plain step on the loss plus the penalty λ/2 Σ w². Biases don't decay: they only shift, and cost no capacity.
 *
 * @param parameters - weight w and bias b before the step.
 * @param gradients - dL/dw and dL/db of the loss without the penalty.
 * @param options.learningRate - η.
 * @param options.decay - λ.
 * @returns weight and bias after the step.
 * @throws RangeError - when `decay` is below 0.
 * @example
 * const [before, gradients] = [{ weight: tensor([10]), bias: tensor([10]) }, { weight: tensor([1]), bias: tensor([1]) }];
 * weightDecayStep(before, gradients, { learningRate: 0.5, decay: 0.2 }) // => { weight: [8.5], bias: [9.5] }
 * @see Krogh & Hertz, A simple weight decay can improve generalization (1992); Goodfellow et al. (2016), section 7.1.1.
 */
export function weightDecayStep(
  parameters: Layer,
  gradients: Layer,
  { learningRate = 0.1, decay = 0.01 }: DecayStepOptions = {},
): Layer {
  expectDecay("weightDecayStep", decay);
  return {
    weight: parameters.weight.mul(1 - learningRate * decay).sub(gradients.weight.mul(learningRate)),
    bias: parameters.bias.sub(gradients.bias.mul(learningRate)),
  };
}

/**
 * A step of an optimiser that scales each gradient, as Adam and RMSprop do: here penalty and decay part ways.
 *
 * `w ← w − η (s g + λ w)` decoupled, as in AdamW
 * `w ← w − η s (g + λ w)` otherwise: the gradient of the penalty λ/2 Σ w² is scaled like any other
 *
 * Scales are small where gradients are large. So with the penalty those weights decay least that move most; decoupled,
 * all shrink by the same share. Where all s are 1 both are {@link weightDecayStep}.
 *
 * @param weight - w, any shape.
 * @param gradient - g of the loss without the penalty, the shape of `weight`.
 * @param scale - s above 0, the shape of `weight`; 1 / √v̂ in Adam, say.
 * @param options.learningRate - η.
 * @param options.decay - λ.
 * @param options.decoupled - which of the two.
 * @returns the weight after the step.
 * @throws RangeError - when `decay` is below 0.
 * @example
 * const [weight, gradient, scale] = [tensor([10]), tensor([1]), tensor([4])];
 * adaptiveStep(weight, gradient, scale, { learningRate: 0.5, decay: 0.2 }) // => [7]
 * @example
 * const [weight, gradient, scale] = [tensor([10]), tensor([1]), tensor([4])];
 * adaptiveStep(weight, gradient, scale, { learningRate: 0.5, decay: 0.2, decoupled: false }) // => [4]
 * @see Loshchilov & Hutter, Decoupled weight decay regularization (2019), section 2.
 */
export function adaptiveStep(
  weight: Tensor,
  gradient: Tensor,
  scale: Tensor,
  { learningRate = 0.1, decay = 0.01, decoupled = true }: AdaptiveDecayOptions = {},
): Tensor {
  expectDecay("adaptiveStep", decay);
  const pull = weight.mul(decay);
  const change = decoupled ? gradient.mul(scale).add(pull) : gradient.add(pull).mul(scale);
  return weight.sub(change.mul(learningRate));
}

/**
 * Where weight decay moves the minimum of a bowl to: directions in which the loss hardly rises give way.
 *
 * `w_i = h_i / (h_i + λ) · w*_i` is the minimum of `½ Σ h_i (w_i − w*_i)² + λ/2 Σ w_i²`
 *
 * @param minimum - w*, the minimum of the loss alone, any shape.
 * @param curvature - h at least 0, the second derivative of the loss along each weight, the shape of `minimum`.
 * @param options.decay - λ.
 * @returns the shape of `minimum`.
 * @throws RangeError - when `decay` is below 0.
 * @example decayedMinimum(tensor([8, 8, 8]), tensor([0, 1, 3]), { decay: 1 }) // => [0, 4, 6]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 7.1.1, equation 7.13.
 */
export function decayedMinimum(minimum: Tensor, curvature: Tensor, { decay = 0.01 }: DecayOptions = {}): Tensor {
  expectDecay("decayedMinimum", decay);
  return minimum.mul(curvature).div(curvature.add(decay));
}

function expectDecay(caller: string, decay: number): void {
  if (decay >= 0) return;
  throw new RangeError(`${caller}: decay is ${decay}, expected a number of at least 0. Below it, weights would grow.`);
}
