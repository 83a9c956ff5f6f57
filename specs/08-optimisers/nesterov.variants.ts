import { zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Nesterov } from "#reference/08-optimisers/nesterov.ts";
import { nesterovWith } from "./nesterov.mistakes.ts";
import type { NesterovModule } from "./nesterov.programs.ts";

export default variants<NesterovModule>({
  "the velocity as a step, with the learning rate in it, as in Keras": {
    Nesterov: nesterovWith({
      next: ({ before, gradient, options: { learningRate, momentum } }) =>
        before.mul(momentum).sub(gradient.mul(learningRate)),
      change: ({ now, gradient, options: { learningRate, momentum } }) =>
        gradient.mul(learningRate).sub(now.mul(momentum)),
    }),
  },
  "from the look-ahead back, on, and ahead again": {
    Nesterov: class extends Nesterov {
      override step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        const { learningRate, momentum } = this.options;
        const ahead = (index: number): Tensor =>
          (this.velocities[index] ?? zeros(parameters[index]!.shape)).mul(learningRate * momentum);
        const places = parameters.map((parameter, index) => parameter.add(ahead(index)));
        super.step(parameters, gradients); // refuses what does not fit, and moves the velocities on
        return places.map((place, index) => place.sub(this.velocities[index]!.mul(learningRate)).sub(ahead(index)));
      }
    },
  },
});
