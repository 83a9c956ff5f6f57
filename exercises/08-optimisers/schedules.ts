import { NotStarted } from "#tensor";

/** Every schedule starts from, or rises to, this. */
interface Rate {
  /** η₀, above 0. */
  readonly learningRate: number;
}

export interface StepDecayOptions extends Rate {
  /** Steps S between two cuts, a whole number above 0. */
  readonly stepSize: number;
  /** What a cut leaves: γ, 0.1 when left out. */
  readonly gamma?: number;
}

export interface ExponentialDecayOptions extends Rate {
  /** What each step leaves: γ. */
  readonly gamma: number;
}

export interface CosineDecayOptions extends Rate {
  /** Steps T until the rate is at its least, a whole number above 0. */
  readonly totalSteps: number;
  /** The least rate η_min, 0 when left out. */
  readonly minLearningRate?: number;
}

export interface LinearWarmupOptions extends Rate {
  /** Steps W until the rate is reached, a whole number above 0. */
  readonly warmupSteps: number;
  /** Share s of the rate at the first step, in [0, 1], 1/3 when left out. */
  readonly startFactor?: number;
}

export interface InverseSquareRootOptions extends Rate {
  /** Steps W until the rate is reached, a whole number above 0. */
  readonly warmupSteps: number;
}

export interface OneCycleOptions extends Rate {
  /** Steps T of the whole cycle, a whole number above 0. */
  readonly totalSteps: number;
  /** Share p of the steps in which the rate rises, in (0, 1), 0.3 when left out. */
  readonly riseShare?: number;
  /** The cycle starts at η₀ / startDivisor, 25 when left out. */
  readonly startDivisor?: number;
  /** It ends at that, divided by endDivisor, 10,000 when left out. */
  readonly endDivisor?: number;
}

export interface ReduceOnPlateauOptions extends Rate {
  /** What a cut leaves, in (0, 1), 0.1 when left out. */
  readonly factor?: number;
  /** So many epochs without progress are let pass, 10 when left out. */
  readonly patience?: number;
  /** A loss must be lower than the best one by this share of it to count, 0.0001 when left out. */
  readonly threshold?: number;
  /** The rate is never cut below this, 0 when left out. */
  readonly minLearningRate?: number;
}

/**
 * Step decay: the rate is cut after every S steps.
 *
 * `η_t = η₀ γ^{⌊t / S⌋}`
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0, or S not a whole number above 0.
 */
export function stepDecay(step: number, { learningRate, stepSize, gamma = 0.1 }: StepDecayOptions): number {
  throw new NotStarted();
}

/**
 * Exponential decay: every step leaves the same share of the rate.
 *
 * `η_t = η₀ γᵗ`
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0.
 */
export function exponentialDecay(step: number, { learningRate, gamma }: ExponentialDecayOptions): number {
  throw new NotStarted();
}

/**
 * Cosine decay: down along half a wave, slowly at both ends.
 *
 * `η_t = η_min + ½ (η₀ − η_min) (1 + cos(π t / T))`, η_min from t = T on
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0, or T not a whole number above 0.
 */
export function cosineDecay(
  step: number,
  { learningRate, totalSteps, minLearningRate = 0 }: CosineDecayOptions,
): number {
  throw new NotStarted();
}

/**
 * Linear warm-up: from a share of the rate up to all of it, and no further.
 *
 * `η_t = η₀ (s + (1 − s) min(1, t / W))`
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0, or W not a whole number above 0.
 */
export function linearWarmup(
  step: number,
  { learningRate, warmupSteps, startFactor = 1 / 3 }: LinearWarmupOptions,
): number {
  throw new NotStarted();
}

/**
 * Inverse square root: warms up linearly, then falls as 1 / √t.
 *
 * `η_t = η₀ min(t / W, √(W / t))`
 *
 * @param step - t, counted from 0, where the rate is 0.
 * @throws RangeError - when t is not a whole number, at least 0, or W not a whole number above 0.
 */
export function inverseSquareRoot(step: number, { learningRate, warmupSteps }: InverseSquareRootOptions): number {
  throw new NotStarted();
}

/**
 * One cycle: up along half a wave to the highest rate, then down along another, far below where it started.
 *
 * `η_t` goes from `η₀ / startDivisor` at t = 0 to `η₀` at t = p T − 1 to `η₀ / (startDivisor · endDivisor)` at t = T − 1,
 * both times as `b + ½ (a − b) (1 + cos(π x))`, x the share of the way from a to b
 *
 * @param step - t, counted from 0; the last is T − 1.
 * @throws RangeError - when t is not a whole number in [0, T), T not a whole number above 0, or p T not between 1 and T.
 */
export function oneCycle(
  step: number,
  { learningRate, totalSteps, riseShare = 0.3, startDivisor = 25, endDivisor = 1e4 }: OneCycleOptions,
): number {
  throw new NotStarted();
}

/**
 * Reduce on plateau: the rate is cut when the loss has stopped falling.
 *
 * A loss makes progress when it is below `best · (1 − threshold)`. After more than `patience` epochs in a row without
 * progress `η ← max(η · factor, minLearningRate)`, and the count starts anew.
 *
 * @throws RangeError - when factor is not in (0, 1), or patience is not a whole number, at least 0.
 */
export class ReduceOnPlateau {
  constructor(options: ReduceOnPlateauOptions) {
    throw new NotStarted();
  }

  /**
   * Takes note of the loss of an epoch.
   *
   * @param loss - at least 0; NaN is no progress.
   * @returns the rate for the next epoch.
   */
  step(loss: number): number {
    throw new NotStarted();
  }
}
