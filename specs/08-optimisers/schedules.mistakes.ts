import { mistakes } from "#graders/spec/authoring.ts";
import {
  cosineDecay,
  exponentialDecay,
  inverseSquareRoot,
  linearWarmup,
  oneCycle,
  ReduceOnPlateau,
  stepDecay,
  type ReduceOnPlateauOptions,
} from "#reference/08-optimisers/schedules.ts";
import type { SchedulesModule } from "./schedules.programs.ts";

interface Plateau {
  readonly best: number;
  readonly waited: number;
  readonly rate: number;
}

type Settings = Required<ReduceOnPlateauOptions>;

interface PlateauRules {
  isProgress(loss: number, best: number, settings: Settings): boolean;
  isTooLong(waited: number, patience: number): boolean;
  cut(rate: number, settings: Settings): number;
  /** What is kept of the best loss once the loss has been seen. */
  bestAfter(loss: number, best: number, progress: boolean): number;
  /** How long was waited, after a cut. */
  readonly afterCut: number | undefined;
  /** How long was waited, after progress. */
  readonly afterProgress: number | undefined;
}

const right: PlateauRules = {
  isProgress: (loss, best, { threshold }) => loss < best * (1 - threshold),
  isTooLong: (waited, patience) => waited > patience,
  cut: (rate, { factor, minLearningRate }) => Math.max(rate * factor, minLearningRate),
  bestAfter: (loss, best, progress) => (progress ? loss : best),
  afterCut: 0,
  afterProgress: 0,
};

function plateauWith(changed: Partial<PlateauRules>): SchedulesModule["ReduceOnPlateau"] {
  const rules = { ...right, ...changed };
  return class {
    readonly settings: Settings;
    state: Plateau;
    constructor(options: ReduceOnPlateauOptions) {
      this.settings = { ...new ReduceOnPlateau(options).options, learningRate: options.learningRate };
      this.state = { best: Infinity, waited: 0, rate: options.learningRate };
    }
    step(loss: number): number {
      const { best, rate, waited } = this.state;
      const progress = rules.isProgress(loss, best, this.settings);
      const long = progress ? (rules.afterProgress ?? waited) : waited + 1;
      const cuts = rules.isTooLong(long, this.settings.patience);
      this.state = {
        best: rules.bestAfter(loss, best, progress),
        waited: cuts ? (rules.afterCut ?? long) : long,
        rate: cuts ? rules.cut(rate, this.settings) : rate,
      };
      return this.state.rate;
    }
  };
}

const wave = (a: number, b: number, x: number): number => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * x));

export default mistakes<SchedulesModule>({
  "cut a step early": {
    looksLike: "The rate is cut one step too early: steps are counted from 1.",
    reread: "η_t = η₀ γ^{⌊t / S⌋}, t counted from 0",
    stepDecay: (step, options) => stepDecay(step + 1, options),
  },
  "no floor": {
    looksLike: "The rate falls a little with every step: the exponent is not rounded down.",
    reread: "η_t = η₀ γ^{⌊t / S⌋}",
    stepDecay: (step, options) => {
      stepDecay(step, options); // refuses what is no step
      return options.learningRate * (options.gamma ?? 0.1) ** (step / options.stepSize);
    },
  },
  "cut once": {
    looksLike: "The rate is cut once and then stays.",
    reread: "η_t = η₀ γ^{⌊t / S⌋}: again after every S steps",
    stepDecay: (step, options) => Math.max(stepDecay(step, options), options.learningRate * (options.gamma ?? 0.1)),
  },
  "exponential decay a step early": {
    looksLike: "The first rate is already γ η₀: steps are counted from 1.",
    reread: "η_t = η₀ γᵗ, t counted from 0",
    exponentialDecay: (step, options) => exponentialDecay(step + 1, options),
  },
  "power of e": {
    looksLike: "γ is taken for the rate in e^{−γ t}.",
    reread: "η_t = η₀ γᵗ",
    exponentialDecay: (step, options) => {
      exponentialDecay(step, options); // refuses what is no step
      return options.learningRate * Math.exp(-options.gamma * step);
    },
  },
  "share taken off": {
    looksLike: "Each step takes off the share γ; it should leave it.",
    reread: "η_t = η₀ γᵗ: γ is what each step leaves",
    exponentialDecay: (step, options) => exponentialDecay(step, { ...options, gamma: 1 - options.gamma }),
  },
  "wave rises again": {
    looksLike: "After T steps the rate rises again, as in PyTorch.",
    reread: "η_min from t = T on",
    cosineDecay: (step, options) => {
      cosineDecay(step, options); // refuses what is no step
      return wave(options.learningRate, options.minLearningRate ?? 0, step / options.totalSteps);
    },
  },
  "whole wave": {
    looksLike: "The rate runs through a whole wave in T steps: down and up again.",
    reread: "1 + cos(π t / T): half a wave",
    cosineDecay: (step, options) => {
      cosineDecay(step, options); // refuses what is no step
      return wave(options.learningRate, options.minLearningRate ?? 0, 2 * Math.min(1, step / options.totalSteps));
    },
  },
  "lowest a step early": {
    looksLike: "The rate is at its least at step T − 1: it is divided by T − 1.",
    reread: "cos(π t / T), η_min from t = T on",
    cosineDecay: (step, options) =>
      step >= options.totalSteps - 1
        ? cosineDecay(step + 1, options)
        : cosineDecay(step, { ...options, totalSteps: options.totalSteps - 1 }),
  },
  "least rate added": {
    looksLike: "η_min is added to a wave of the full height, so that the rate starts above η₀.",
    reread: "η_t = η_min + ½ (η₀ − η_min) (1 + cos(π t / T))",
    cosineDecay: (step, options) =>
      cosineDecay(step, { ...options, minLearningRate: 0 }) + (options.minLearningRate ?? 0),
  },
  "warms up for ever": {
    looksLike: "The rate goes on rising after the warm-up.",
    reread: "min(1, t / W): and no further",
    linearWarmup: (step, options) => {
      linearWarmup(step, options); // refuses what is no step
      const { learningRate, warmupSteps, startFactor = 1 / 3 } = options;
      return learningRate * (startFactor + ((1 - startFactor) * step) / warmupSteps);
    },
  },
  "starts from nothing": {
    looksLike: "The warm-up starts from 0, whatever startFactor says.",
    reread: "η_t = η₀ (s + (1 − s) min(1, t / W))",
    linearWarmup: (step, options) => linearWarmup(step, { ...options, startFactor: 0 }),
  },
  "warm-up a step early": {
    looksLike: "The warm-up is a step ahead: steps are counted from 1.",
    reread: "min(1, t / W), t counted from 0",
    linearWarmup: (step, options) => linearWarmup(step + 1, options),
  },
  "too high at the end of the warm-up": {
    looksLike: "The rise is not shortened by where it starts: it ends in η₀ (s + 1).",
    reread: "η_t = η₀ (s + (1 − s) min(1, t / W))",
    linearWarmup: (step, options) =>
      linearWarmup(step, { ...options, startFactor: 0 }) + options.learningRate * (options.startFactor ?? 1 / 3),
  },
  "no warm-up": {
    looksLike: "The rate falls from the first step on; it should rise for W steps.",
    reread: "η_t = η₀ min(t / W, √(W / t))",
    inverseSquareRoot: (step, options) => {
      inverseSquareRoot(step, options); // refuses what is no step
      return options.learningRate * Math.min(1, Math.sqrt(options.warmupSteps / step));
    },
  },
  "no scale after the warm-up": {
    looksLike: "After the warm-up the rate is η₀ / √t: it jumps where the two should meet.",
    reread: "η_t = η₀ min(t / W, √(W / t))",
    inverseSquareRoot: (step, options) =>
      step < options.warmupSteps || step === 0
        ? inverseSquareRoot(step, options)
        : options.learningRate / Math.sqrt(step),
  },
  "falls as 1 / t": {
    looksLike: "The rate falls as 1 / t: the root is missing.",
    reread: "η_t = η₀ min(t / W, √(W / t))",
    inverseSquareRoot: (step, options) => {
      inverseSquareRoot(step, options); // refuses what is no step
      return options.learningRate * Math.min(step / options.warmupSteps, options.warmupSteps / step);
    },
  },
  "one cycle in straight lines": {
    looksLike: "The rate rises and falls in straight lines, not along waves.",
    reread: "b + ½ (a − b) (1 + cos(π x))",
    oneCycle: (step, options) => {
      oneCycle(step, options); // refuses what is no step
      const { learningRate, totalSteps, riseShare = 0.3, startDivisor = 25, endDivisor = 1e4 } = options;
      const [top, last, start] = [riseShare * totalSteps - 1, totalSteps - 1, learningRate / startDivisor];
      if (step <= top) return start + ((learningRate - start) * step) / top;
      return learningRate + ((start / endDivisor - learningRate) * (step - top)) / (last - top);
    },
  },
  "highest a step late": {
    looksLike: "The highest rate comes at t = p T, a step late.",
    reread: "η₀ at t = p T − 1",
    oneCycle: (step, options) => {
      oneCycle(step, options); // refuses what is no step
      const { learningRate, totalSteps, riseShare = 0.3, startDivisor = 25, endDivisor = 1e4 } = options;
      const [top, last, start] = [riseShare * totalSteps, totalSteps - 1, learningRate / startDivisor];
      if (step <= top) return wave(start, learningRate, step / top);
      return wave(learningRate, start / endDivisor, Math.min(1, (step - top) / (last - top)));
    },
  },
  "ends where it started": {
    looksLike: "The cycle ends at the rate with which it began; it should fall far below.",
    reread: "η₀ / (startDivisor · endDivisor) at t = T − 1",
    oneCycle: (step, options) => oneCycle(step, { ...options, endDivisor: 1 }),
  },
  "end divides the highest": {
    looksLike: "The last rate is η₀ / endDivisor: the divisor of the start is missing.",
    reread: "η₀ / (startDivisor · endDivisor) at t = T − 1",
    oneCycle: (step, options) => {
      const { riseShare = 0.3, startDivisor = 25, endDivisor = 1e4, totalSteps } = options;
      const falls = step > riseShare * totalSteps - 1;
      return oneCycle(step, falls ? { ...options, endDivisor: endDivisor / startDivisor } : options);
    },
  },
  "cut an epoch early": {
    looksLike: "The rate is cut when patience is reached, an epoch early, as in Keras.",
    reread: "After more than `patience` epochs in a row without progress",
    ReduceOnPlateau: plateauWith({ isTooLong: (waited, patience) => waited >= Math.max(1, patience) }),
  },
  "any fall is progress": {
    looksLike: "A loss that is lower by less than the threshold counts as progress.",
    reread: "A loss makes progress when it is below best · (1 − threshold)",
    ReduceOnPlateau: plateauWith({ isProgress: (loss, best) => loss < best }),
  },
  "threshold as a difference": {
    looksLike: "The threshold is taken for a difference, not for a share of the best loss.",
    reread: "below best · (1 − threshold)",
    ReduceOnPlateau: plateauWith({ isProgress: (loss, best, { threshold }) => loss < best - threshold }),
  },
  "better than the last": {
    looksLike: "A loss is held against the one before it, not against the best.",
    reread: "below best · (1 − threshold)",
    ReduceOnPlateau: plateauWith({ bestAfter: (loss) => loss }),
  },
  "count not set back by a cut": {
    looksLike: "After a cut the count goes on, so that the next epoch without progress cuts again.",
    reread: "and the count starts anew",
    ReduceOnPlateau: plateauWith({ afterCut: undefined }),
  },
  "count not set back by progress": {
    looksLike: "Epochs without progress add up, also when there is progress between them.",
    reread: "epochs in a row without progress",
    ReduceOnPlateau: plateauWith({ afterProgress: undefined }),
  },
  "no least rate": {
    looksLike: "The rate is cut below minLearningRate.",
    reread: "η ← max(η · factor, minLearningRate)",
    ReduceOnPlateau: plateauWith({ cut: (rate, { factor }) => rate * factor }),
  },
  "any step": {
    looksLike: "Steps that are negative or broken, and lengths of 0, are taken.",
    reread: "t: a whole number, at least 0; S, T, W: whole numbers above 0",
    stepDecay: (step, { learningRate, stepSize, gamma = 0.1 }) => learningRate * gamma ** Math.floor(step / stepSize),
    exponentialDecay: (step, { learningRate, gamma }) => learningRate * gamma ** step,
  },
});
