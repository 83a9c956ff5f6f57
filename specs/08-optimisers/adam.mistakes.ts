import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import type { AdamOptions } from "#reference/08-optimisers/adam.ts";
import type { AdamModule } from "./adam.programs.ts";

interface State {
  readonly time: number;
  readonly mean: Tensor;
  readonly square: Tensor;
  readonly gradient: Tensor;
  readonly options: Required<AdamOptions>;
}

/** An Adam whose update is another function of its state. */
function adamWith(update: (state: State) => Tensor, firstTime = 1): AdamModule["Adam"] {
  return class {
    readonly options: Required<AdamOptions>;
    time = firstTime - 1;
    means: Tensor[] = [];
    squares: Tensor[] = [];
    constructor(options: AdamOptions = {}) {
      this.options = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
    }
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
      const { beta1, beta2 } = this.options;
      this.time += 1;
      return parameters.map((parameter, index) => {
        const gradient = gradients[index]!;
        const mean = (this.means[index] ?? zeros(parameter.shape)).mul(beta1).add(gradient.mul(1 - beta1));
        const square = (this.squares[index] ?? zeros(parameter.shape)).mul(beta2).add(gradient.square().mul(1 - beta2));
        this.means[index] = mean;
        this.squares[index] = square;
        return parameter.sub(update({ time: this.time, mean, square, gradient, options: this.options }));
      });
    }
  };
}

const corrected = ({ time, mean, square, options: { beta1, beta2 } }: State): { mean: Tensor; square: Tensor } => ({ mean: mean.div(1 - beta1 ** time), square: square.div(1 - beta2 ** time) });

export default mistakes<AdamModule>({
  "no bias correction": {
    looksLike: "The means are used as they are; the correction by 1 − βᵗ is missing.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)",
    Adam: adamWith(({ mean, square, options: { learningRate, epsilon } }) => mean.mul(learningRate).div(square.sqrt().add(epsilon))),
  },
  "time one ahead": {
    looksLike: "The first step is corrected as if it were the second: t is raised once too often.",
    reread: "t = 1 at the first step",
    Adam: adamWith((state) => {
      const { mean, square } = corrected(state);
      return mean.mul(state.options.learningRate).div(square.sqrt().add(state.options.epsilon));
    }, 2),
  },
  "epsilon inside the root": {
    looksLike: "Epsilon is added before the root is taken.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): epsilon outside the root",
    Adam: adamWith((state) => {
      const { mean, square } = corrected(state);
      return mean.mul(state.options.learningRate).div(square.add(state.options.epsilon).sqrt());
    }),
  },
  "no root": {
    looksLike: "The step is divided by v̂ itself, not by its root.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε)",
    Adam: adamWith((state) => {
      const { mean, square } = corrected(state);
      return mean.mul(state.options.learningRate).div(square.add(state.options.epsilon));
    }),
  },
  "climbs": {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α m̂ / (√v̂ + ε): minus",
    Adam: adamWith((state) => {
      const { mean, square } = corrected(state);
      return mean.mul(-state.options.learningRate).div(square.sqrt().add(state.options.epsilon));
    }),
  },
});
