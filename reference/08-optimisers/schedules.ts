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
 * @example stepDecay(3, { learningRate: 1, stepSize: 3 }) // => 0.1
 * @see PyTorch, StepLR.
 */
export function stepDecay(step: number, { learningRate, stepSize, gamma = 0.1 }: StepDecayOptions): number {
  expectSteps(stepDecay.name, { step }, { stepSize });
  return learningRate * gamma ** Math.floor(step / stepSize);
}

/**
 * Exponential decay: every step leaves the same share of the rate.
 *
 * `η_t = η₀ γᵗ`
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0.
 * @example exponentialDecay(2, { learningRate: 8, gamma: 0.5 }) // => 2
 * @see PyTorch, ExponentialLR.
 */
export function exponentialDecay(step: number, { learningRate, gamma }: ExponentialDecayOptions): number {
  expectSteps(exponentialDecay.name, { step });
  return learningRate * gamma ** step;
}

/**
 * Cosine decay: down along half a wave, slowly at both ends.
 *
 * `η_t = η_min + ½ (η₀ − η_min) (1 + cos(π t / T))`, η_min from t = T on
 *
 * PyTorch lets the wave rise again after T; Keras and optax stay at the bottom, as here. Keras states η_min as a share of η₀.
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0, or T not a whole number above 0.
 * @example cosineDecay(5, { learningRate: 1, totalSteps: 10 }) // => 0.5
 * @see Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts (2017); PyTorch, CosineAnnealingLR.
 */
export function cosineDecay(
  step: number,
  { learningRate, totalSteps, minLearningRate = 0 }: CosineDecayOptions,
): number {
  expectSteps(cosineDecay.name, { step }, { totalSteps });
  return alongCosine(learningRate, minLearningRate, Math.min(1, step / totalSteps));
}

/**
 * Linear warm-up: from a share of the rate up to all of it, and no further.
 *
 * `η_t = η₀ (s + (1 − s) min(1, t / W))`
 *
 * With s = 0, which Hugging Face's schedules have, the first step goes nowhere.
 *
 * @param step - t, counted from 0.
 * @throws RangeError - when t is not a whole number, at least 0, or W not a whole number above 0.
 * @example linearWarmup(1, { learningRate: 1, warmupSteps: 4, startFactor: 0.5 }) // => 0.625
 * @see Goyal et al., Accurate, large minibatch SGD (2017), section 2.2; PyTorch, LinearLR.
 */
export function linearWarmup(
  step: number,
  { learningRate, warmupSteps, startFactor = 1 / 3 }: LinearWarmupOptions,
): number {
  expectSteps(linearWarmup.name, { step }, { warmupSteps });
  return learningRate * (startFactor + (1 - startFactor) * Math.min(1, step / warmupSteps));
}

/**
 * Inverse square root: warms up linearly, then falls as 1 / √t.
 *
 * `η_t = η₀ min(t / W, √(W / t))`
 *
 * The two meet at t = W, in η₀. The Transformer of 2017 has this with η₀ = 1 / √(d W), d the width of the model.
 *
 * @param step - t, counted from 0, where the rate is 0.
 * @throws RangeError - when t is not a whole number, at least 0, or W not a whole number above 0.
 * @example inverseSquareRoot(16, { learningRate: 1, warmupSteps: 4 }) // => 0.5
 * @see Vaswani et al., Attention is all you need (2017), equation 3.
 */
export function inverseSquareRoot(step: number, { learningRate, warmupSteps }: InverseSquareRootOptions): number {
  expectSteps(inverseSquareRoot.name, { step }, { warmupSteps });
  return learningRate * Math.min(step / warmupSteps, Math.sqrt(warmupSteps / step));
}

/**
 * One cycle: up along half a wave to the highest rate, then down along another, far below where it started.
 *
 * `η_t` goes from `η₀ / startDivisor` at t = 0 to `η₀` at t = p T − 1 to `η₀ / (startDivisor · endDivisor)` at t = T − 1,
 * both times as `b + ½ (a − b) (1 + cos(π x))`, x the share of the way from a to b
 *
 * @param step - t, counted from 0; the last is T − 1.
 * @throws RangeError - when t is not a whole number in [0, T), T not a whole number above 0, or p T not between 1 and T.
 * @example oneCycle(2, { learningRate: 1, totalSteps: 10 }) // => 1
 * @see Smith & Topin, Super-convergence: very fast training of neural networks using large learning rates (2018). PyTorch,
 *   OneCycleLR, where p is called pct_start.
 */
export function oneCycle(
  step: number,
  { learningRate, totalSteps, riseShare = 0.3, startDivisor = 25, endDivisor = 1e4 }: OneCycleOptions,
): number {
  expectSteps(oneCycle.name, { step }, { totalSteps });
  const [top, last] = [riseShare * totalSteps - 1, totalSteps - 1];
  if (!(top > 0 && top < last)) {
    throw new RangeError(
      `oneCycle: riseShare · totalSteps is ${top + 1}, expected between 1 and ${totalSteps}. Both ways need some steps.`,
    );
  }
  if (step > last) {
    throw new RangeError(`oneCycle: step is ${step}, expected at most ${last}, the last of the cycle.`);
  }
  const start = learningRate / startDivisor;
  if (step <= top) return alongCosine(start, learningRate, step / top);
  return alongCosine(learningRate, start / endDivisor, (step - top) / (last - top));
}

/**
 * Reduce on plateau: the rate is cut when the loss has stopped falling.
 *
 * A loss makes progress when it is below `best · (1 − threshold)`. After more than `patience` epochs in a row without
 * progress `η ← max(η · factor, minLearningRate)`, and the count starts anew.
 *
 * As in PyTorch, where patience 0 cuts at the first epoch without progress. Keras cuts one epoch earlier, and its
 * `min_delta` is a difference, not a share.
 *
 * @throws RangeError - when factor is not in (0, 1), or patience is not a whole number, at least 0.
 * @example
 * const schedule = new ReduceOnPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
 * [3, 3, 3, 2].map((loss) => schedule.step(loss)) // => [1, 1, 0.5, 0.5]
 * @see PyTorch, ReduceLROnPlateau.
 */
export class ReduceOnPlateau {
  learningRate: number;
  best = Infinity;
  epochsWithoutProgress = 0;
  readonly options: Required<Omit<ReduceOnPlateauOptions, "learningRate">>;

  constructor(options: ReduceOnPlateauOptions) {
    const { learningRate, factor = 0.1, patience = 10, threshold = 1e-4, minLearningRate = 0 } = options;
    if (!(factor > 0 && factor < 1)) {
      throw new RangeError(`ReduceOnPlateau: factor is ${factor}, expected a number in (0, 1). 0.1 is the usual one.`);
    }
    expectSteps(ReduceOnPlateau.name, { patience });
    this.learningRate = learningRate;
    this.options = { factor, patience, threshold, minLearningRate };
  }

  /**
   * Takes note of the loss of an epoch.
   *
   * @param loss - at least 0; NaN is no progress.
   * @returns the rate for the next epoch.
   */
  step(loss: number): number {
    const { factor, patience, threshold, minLearningRate } = this.options;
    if (loss < this.best * (1 - threshold)) {
      this.best = loss;
      this.epochsWithoutProgress = 0;
    } else this.epochsWithoutProgress += 1;
    if (this.epochsWithoutProgress > patience) {
      this.learningRate = Math.max(this.learningRate * factor, minLearningRate);
      this.epochsWithoutProgress = 0;
    }
    return this.learningRate;
  }
}

/** From a to b along half a wave, x the share of the way. */
function alongCosine(a: number, b: number, x: number): number {
  return b + 0.5 * (a - b) * (1 + Math.cos(Math.PI * x));
}

/** Refuses what should be a whole number, at least 0, and what should be one above 0. */
function expectSteps(
  caller: string,
  from0: { readonly [name: string]: number },
  from1: { readonly [name: string]: number } = {},
): void {
  for (const [least, options] of [from0, from1].entries()) {
    for (const [name, value] of Object.entries(options)) {
      if (Number.isInteger(value) && value >= least) continue;
      throw new RangeError(`${caller}: ${name} is ${value}, expected a whole number, at least ${least}.`);
    }
  }
}
