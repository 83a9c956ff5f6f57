import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { Adadelta, type AdadeltaOptions } from "#reference/08-optimisers/adadelta.ts";
import type { AdadeltaModule } from "./adadelta.programs.ts";
import { optimiserOf, type Moment } from "./optimiser-rules.ts";

interface Means {
  /** s, of squared gradients. */
  readonly square: Tensor;
  /** u, of squared steps. */
  readonly squaredStep: Tensor;
}

type Now = Moment<AdadeltaOptions, Means>;

/** The parts of the algorithm, each of which a mistake may replace. */
interface Parts {
  average(old: Tensor, newest: Tensor, decay: number): Tensor;
  /** Δ, from the means of before and the new s. */
  step(now: Now, square: Tensor): Tensor;
  /** What u takes in. */
  kept(step: Tensor, now: Now): Tensor;
  /** What is taken off the parameter. */
  taken(step: Tensor, now: Now): Tensor;
}

const parts: Parts = {
  average: (old, newest, decay) => old.mul(decay).add(newest.square().mul(1 - decay)),
  step: ({ before, gradient, options: { epsilon } }, square) =>
    before.squaredStep.add(epsilon).sqrt().div(square.add(epsilon).sqrt()).mul(gradient),
  kept: (step) => step,
  taken: (step, { options }) => step.mul(options.learningRate),
};

export function adadeltaWith(
  changed: Partial<Parts> = {},
  others: Parameters<ReturnType<typeof optimiserOf<AdadeltaOptions, Means>>>[0] = {},
): AdadeltaModule["Adadelta"] {
  const { average, step, kept, taken } = { ...parts, ...changed };
  const squareOf = ({ before, gradient, options }: Now): Tensor => average(before.square, gradient, options.decay);
  const make = optimiserOf<AdadeltaOptions, Means>(Adadelta, {
    start: ({ shape }) => ({ square: zeros(shape), squaredStep: zeros(shape) }),
    next(now) {
      const square = squareOf(now);
      const squaredStep = average(now.before.squaredStep, kept(step(now, square), now), now.options.decay);
      return { square, squaredStep };
    },
    change: (now) => taken(step(now, squareOf(now)), now),
  });
  return make(others);
}

export default mistakes<AdadeltaModule>({
  "decay and its rest exchanged": {
    looksLike: "Old means count 1 − ρ and what is new ρ.",
    reread: "s ← ρ s + (1 − ρ) g², u ← ρ u + (1 − ρ) Δ²",
    Adadelta: adadeltaWith({ average: (old, newest, decay) => parts.average(old, newest, 1 - decay) }),
  },
  "sums for means": {
    looksLike: "Squares enter s and u without the factor 1 − ρ.",
    reread: "s ← ρ s + (1 − ρ) g², u ← ρ u + (1 − ρ) Δ²",
    Adadelta: adadeltaWith({ average: (old, newest, decay) => old.mul(decay).add(newest.square()) }),
  },
  "no mean of steps": {
    looksLike: "The root of u is missing: that is RMSprop, whose steps don't follow those before.",
    reread: "Δ = √(u + ε) / √(s + ε) · g",
    Adadelta: adadeltaWith({
      step: ({ gradient, options: { epsilon } }, square) => gradient.div(square.add(epsilon).sqrt()),
    }),
  },
  "epsilon outside the roots": {
    looksLike: "Epsilon is added to the roots, not inside them.",
    reread: "Δ = √(u + ε) / √(s + ε) · g: epsilon inside both roots",
    Adadelta: adadeltaWith({
      step: ({ before, gradient, options: { epsilon } }, square) =>
        before.squaredStep.sqrt().add(epsilon).div(square.sqrt().add(epsilon)).mul(gradient),
    }),
  },
  "epsilon below alone": {
    looksLike: "There is no epsilon beside u, which is 0 at first: the descent never starts.",
    reread: "Δ = √(u + ε) / √(s + ε) · g",
    Adadelta: adadeltaWith({
      step: ({ before, gradient, options: { epsilon } }, square) =>
        before.squaredStep.sqrt().div(square.add(epsilon).sqrt()).mul(gradient),
    }),
  },
  "no roots": {
    looksLike: "The means themselves are divided, not their roots.",
    reread: "Δ = √(u + ε) / √(s + ε) · g",
    Adadelta: adadeltaWith({
      step: ({ before, gradient, options: { epsilon } }, square) =>
        before.squaredStep.add(epsilon).div(square.add(epsilon)).mul(gradient),
    }),
  },
  "roots upside down": {
    looksLike: "The two roots have changed places.",
    reread: "Δ = √(u + ε) / √(s + ε) · g",
    Adadelta: adadeltaWith({
      step: ({ before, gradient, options: { epsilon } }, square) =>
        square.add(epsilon).div(before.squaredStep.add(epsilon)).sqrt().mul(gradient),
    }),
  },
  "mean of gradients for that of steps": {
    looksLike: "u averages the squares of gradients, not those of steps.",
    reread: "u ← ρ u + (1 − ρ) Δ²",
    Adadelta: adadeltaWith({ kept: (_, { gradient }) => gradient }),
  },
  "learning rate in the mean of steps": {
    looksLike: "u averages the squares of α Δ, not of Δ.",
    reread: "u ← ρ u + (1 − ρ) Δ²: without α",
    Adadelta: adadeltaWith({ kept: (step, { options }) => step.mul(options.learningRate) }),
  },
  "old mean of gradients": {
    looksLike: "The step divides by s from before this gradient.",
    reread: "s ← ρ s + (1 − ρ) g² comes first, then Δ",
    Adadelta: adadeltaWith({ step: (now) => parts.step(now, now.before.square) }),
  },
  "learning rate left out": {
    looksLike: "The whole Δ is taken off: the learning rate is missing.",
    reread: "θ ← θ − α Δ",
    Adadelta: adadeltaWith({ taken: (step) => step }),
  },
  "everything forgotten": {
    looksLike: "Both means start at 0 again with every step, so that every step looks like the first.",
    reread: "s and u are kept for each parameter from one step to the next",
    Adadelta: adadeltaWith({}, { forgets: true }),
  },
  "one pair of means for all parameters": {
    looksLike: "All parameters share one s and one u.",
    reread: "s and u are kept for each parameter from one step to the next",
    Adadelta: adadeltaWith({}, { slot: () => 0 }),
  },
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α Δ: minus",
    Adadelta: adadeltaWith({ taken: (step, { options }) => step.mul(-options.learningRate) }),
  },
  "anything goes": {
    looksLike:
      "Gradients that don't fit, or options out of range, are taken, and the parameters become something else.",
    reread: "gradients: one for each parameter, of its shape; learningRate and epsilon at least 0; decay in [0, 1)",
    Adadelta: adadeltaWith({}, { refuses: false }),
  },
});
