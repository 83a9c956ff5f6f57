// tries: exports with the names of the spec's programs, to be called in their place
// stopped by: programs are a module of their own
// exercise: 08-optimisers/adam
import { Tensor } from "#tensor";
export const trajectory = () => new Tensor([0.9, 1.1], [1, 2]);
export const descendBowl = () => new Tensor([0], [1]);
export const descendValley = () => 0;
export const leaveSaddle = () => -1000;
export class Adam {
  step() {
    throw new Error("nothing");
  }
}
