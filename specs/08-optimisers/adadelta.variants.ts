import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Adadelta } from "#reference/08-optimisers/adadelta.ts";
import { adadeltaWith } from "./adadelta.mistakes.ts";
import type { AdadeltaModule } from "./adadelta.programs.ts";

export default variants<AdadeltaModule>({
  "one root of the quotient, means moved by a share of the distance": {
    Adadelta: adadeltaWith({
      average: (old, newest, decay) => {
        const distance = newest.square().sub(old);
        return old.add(distance.mul(1 - decay));
      },
      step: ({ before, gradient, options: { epsilon } }, square) =>
        gradient.mul(before.squaredStep.add(epsilon).div(square.add(epsilon)).pow(0.5)),
    }),
  },
  "entry by entry": {
    Adadelta: class extends Adadelta {
      readonly means: { s: Float64Array; u: Float64Array }[] = [];
      override step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        super.step(parameters, gradients); // refuses what does not fit
        const { learningRate, decay, epsilon } = this.options;
        return parameters.map(({ data, shape, size }, index) => {
          const { s, u } = (this.means[index] ??= { s: new Float64Array(size), u: new Float64Array(size) });
          const after = data.map((value, entry) => {
            const g = gradients[index]!.data[entry]!;
            s[entry] = decay * s[entry]! + (1 - decay) * g * g;
            const step = (Math.sqrt(u[entry]! + epsilon) / Math.sqrt(s[entry] + epsilon)) * g;
            u[entry] = decay * u[entry]! + (1 - decay) * step * step;
            return value - learningRate * step;
          });
          return new Tensor(after, shape);
        });
      }
    },
  },
});
