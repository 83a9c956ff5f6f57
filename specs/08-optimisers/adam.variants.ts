import { zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import type { AdamOptions } from "#reference/08-optimisers/adam.ts";
import type { AdamModule } from "./adam.programs.ts";

export default variants<AdamModule>({
  "correction folded into the step size, decay powers kept as running products": {
    Adam: class {
      readonly options: Required<AdamOptions>;
      readonly #state = new Map<number, { mean: Tensor; square: Tensor }>();
      #power1 = 1;
      #power2 = 1;
      constructor(options: AdamOptions = {}) {
        this.options = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...options };
      }
      step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        const { learningRate, beta1, beta2, epsilon } = this.options;
        this.#power1 *= beta1;
        this.#power2 *= beta2;
        const root = Math.sqrt(1 - this.#power2);
        const stepSize = (learningRate * root) / (1 - this.#power1);
        return parameters.map((parameter, index) => {
          const gradient = gradients[index]!;
          const nothing = zeros(parameter.shape);
          const { mean, square } = this.#state.get(index) ?? { mean: nothing, square: nothing };
          const moments = {
            mean: mean.add(gradient.sub(mean).mul(1 - beta1)),
            square: square.add(
              gradient
                .square()
                .sub(square)
                .mul(1 - beta2),
            ),
          };
          this.#state.set(index, moments);
          return parameter.sub(moments.mean.mul(stepSize).div(moments.square.sqrt().add(epsilon * root)));
        });
      }
    },
  },
});
