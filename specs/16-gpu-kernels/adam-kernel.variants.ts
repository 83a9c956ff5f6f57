import type { Thread, Vector } from "#gpu";
import { adamStep } from "#reference/16-gpu-kernels/adam-kernel.ts";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/16-gpu-kernels/adam-kernel.ts")>({
  "means corrected in launches of their own": {
    adamStep: (device, state, gradient, time, options = {}) => {
      const { mean, square } = adamStep(device, state, gradient, time, options);
      const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
      const times = function (this: Thread, x: Vector, factor: number): number {
        return x[this.thread.x]! * factor;
      };
      const { shape } = state.parameter;
      const first = device.launch(times, shape, {}, mean, 1 / (1 - beta1 ** time));
      const second = device.launch(times, shape, {}, square, 1 / (1 - beta2 ** time));
      const move = function (
        this: Thread,
        parameter: Vector,
        first: Vector,
        second: Vector,
        rate: number,
        epsilon: number,
      ) {
        return (
          parameter[this.thread.x]! - (rate * first[this.thread.x]!) / (Math.sqrt(second[this.thread.x]!) + epsilon)
        );
      };
      const parameter = device.launch(move, shape, {}, state.parameter, first, second, learningRate, epsilon);
      return { parameter, mean, square };
    },
  },
});
