import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Adagrad } from "#reference/08-optimisers/adagrad.ts";
import type { AdagradModule } from "./adagrad.programs.ts";

export default variants<AdagradModule>({
  "all gradients kept, and summed again at every step": {
    Adagrad: class extends Adagrad {
      readonly past: (readonly Tensor[])[] = [];
      override step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        super.step(parameters, gradients); // refuses what does not fit
        this.past.push(gradients);
        const { learningRate, initialAccumulator, epsilon } = this.options;
        return parameters.map((parameter, index) => {
          const after = parameter.data.map((value, entry) => {
            const seen = this.past.map((step) => step[index]!.data[entry]!);
            const sum = seen.reduce((total, g) => total + g * g, initialAccumulator);
            return value - (learningRate / (Math.sqrt(sum) + epsilon)) * seen.at(-1)!;
          });
          return new Tensor(after, parameter.shape);
        });
      }
    },
  },
});
