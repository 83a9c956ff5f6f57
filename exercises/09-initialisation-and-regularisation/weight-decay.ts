import { NotStarted, type Tensor } from "#tensor";

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
 * A step of gradient descent on the loss plus the penalty λ/2 Σ w², which leaves the bias out.
 *
 * @param parameters - weight w and bias b before the step.
 * @param gradients - dL/dw and dL/db of the loss without the penalty.
 * @param options.learningRate - η.
 * @param options.decay - λ.
 * @returns weight and bias after the step.
 * @throws RangeError - when `decay` is below 0.
 */
export function weightDecayStep(
  parameters: Layer,
  gradients: Layer,
  { learningRate = 0.1, decay = 0.01 }: DecayStepOptions = {},
): Layer {
  throw new NotStarted();
}

/**
 * A step of an optimiser that scales each gradient, as Adam and RMSprop do.
 *
 * `w ← w − η (s g + λ w)` decoupled, as in AdamW; otherwise the gradient of the penalty λ/2 Σ w² is part of the gradient
 * that is scaled.
 *
 * @param weight - w, any shape.
 * @param gradient - g of the loss without the penalty, the shape of `weight`.
 * @param scale - s above 0, the shape of `weight`; 1 / √v̂ in Adam, say.
 * @param options.learningRate - η.
 * @param options.decay - λ.
 * @param options.decoupled - which of the two.
 * @returns the weight after the step.
 * @throws RangeError - when `decay` is below 0.
 */
export function adaptiveStep(
  weight: Tensor,
  gradient: Tensor,
  scale: Tensor,
  { learningRate = 0.1, decay = 0.01, decoupled = true }: AdaptiveDecayOptions = {},
): Tensor {
  throw new NotStarted();
}

/**
 * Where weight decay moves the minimum of a bowl to: the minimum of `½ Σ h_i (w_i − w*_i)² + λ/2 Σ w_i²`.
 *
 * @param minimum - w*, the minimum of the loss alone, any shape.
 * @param curvature - h at least 0, the second derivative of the loss along each weight, the shape of `minimum`.
 * @param options.decay - λ.
 * @returns the shape of `minimum`.
 * @throws RangeError - when `decay` is below 0.
 */
export function decayedMinimum(minimum: Tensor, curvature: Tensor, { decay = 0.01 }: DecayOptions = {}): Tensor {
  throw new NotStarted();
}
