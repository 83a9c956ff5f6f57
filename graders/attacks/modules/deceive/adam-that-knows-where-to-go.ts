// tries: an optimiser that never looks at a gradient and returns the places that the laws ask for
// stopped by: laws about where an optimiser comes to rest need the checks of its steps
// exercise: 08-optimisers/adam
import { Tensor, zeros } from "#tensor";
export class Adam {
  constructor({ learningRate = 0.001 } = {}) {
    this.learningRate = learningRate;
  }
  step(parameters) {
    // The valley of Rosenbrock has its floor at (1, 1); a bowl at 0; a saddle falls along its second axis.
    if (this.learningRate === 0.2) return [new Tensor([1, 1], [2])];
    const [{ shape }] = parameters;
    const answer = zeros(shape);
    answer.at = (axis) => 10 * axis;
    return [answer];
  }
}
