import type { Device, DeviceTensor, Thread, Vector } from "#gpu";
import { adamStep, type AdamOptions, type AdamState } from "#reference/16-gpu-kernels/adam-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Step = typeof adamStep;

/** What the kernel that moves the parameter is given. */
type Move = (
  device: Device,
  state: AdamState,
  numbers: Required<AdamOptions> & { readonly time: number },
) => DeviceTensor;

/** The reference's means, and another move. */
function moving(move: Move): Step {
  return (device, state, gradient, time, options = {}) => {
    const { mean, square } = adamStep(device, state, gradient, time, options);
    const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    const numbers = { learningRate, beta1, beta2, epsilon, time };
    return { mean, square, parameter: move(device, { parameter: state.parameter, mean, square }, numbers) };
  };
}

function usual(
  this: Thread,
  parameter: Vector,
  mean: Vector,
  square: Vector,
  rate: number,
  correction: number,
  epsilon: number,
): number {
  const size = Math.sqrt(square[this.thread.x]! / correction) + epsilon;
  return parameter[this.thread.x]! - (rate * mean[this.thread.x]!) / size;
}

export default mistakes<typeof import("#reference/16-gpu-kernels/adam-kernel.ts")>({
  "means uncorrected": {
    looksLike: "The means are not corrected for their start at 0.",
    reread: "m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)",
    adamStep: moving((device, { parameter, mean, square }, { learningRate, epsilon }) =>
      device.launch(usual, parameter.shape, {}, parameter, mean, square, learningRate, 1, epsilon),
    ),
  },
  "time one behind": {
    looksLike: "The correction counts the steps from 0, so each step is corrected as the one before it.",
    reread: "t is 1 in the first step",
    adamStep: moving((device, { parameter, mean, square }, { learningRate, beta1, beta2, epsilon, time }) => {
      const before = Math.max(time - 1, 0.5);
      const rate = learningRate / (1 - beta1 ** before);
      return device.launch(usual, parameter.shape, {}, parameter, mean, square, rate, 1 - beta2 ** before, epsilon);
    }),
  },
  "epsilon inside the root": {
    looksLike: "Epsilon is added before the root is taken.",
    reread: "√v̂ + ε",
    adamStep: moving((device, { parameter, mean, square }, { learningRate, beta1, beta2, epsilon, time }) => {
      const kernel = function (
        this: Thread,
        parameter: Vector,
        mean: Vector,
        square: Vector,
        rate: number,
        correction: number,
        epsilon: number,
      ): number {
        const size = Math.sqrt(square[this.thread.x]! / correction + epsilon);
        return parameter[this.thread.x]! - (rate * mean[this.thread.x]!) / size;
      };
      const rate = learningRate / (1 - beta1 ** time);
      return device.launch(kernel, parameter.shape, {}, parameter, mean, square, rate, 1 - beta2 ** time, epsilon);
    }),
  },
  uphill: {
    looksLike: "The step is added: the loss is climbed.",
    reread: "θ ← θ − η m̂ / (√v̂ + ε)",
    adamStep: moving((device, { parameter, mean, square }, { learningRate, beta1, beta2, epsilon, time }) => {
      const rate = -learningRate / (1 - beta1 ** time);
      return device.launch(usual, parameter.shape, {}, parameter, mean, square, rate, 1 - beta2 ** time, epsilon);
    }),
  },
  "1 − β in float32": {
    looksLike: "1 − β₂ is worked out in the kernel, where float32 leaves it four digits.",
    reread: "what is the same for all threads the host works out, in float64",
    adamStep: (device, state, gradient, time, options = {}) => {
      const { mean } = adamStep(device, state, gradient, time, options);
      const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
      const kernel = function (this: Thread, square: Vector, gradient: Vector, decay: number): number {
        return decay * square[this.thread.x]! + (1 - decay) * gradient[this.thread.x]! * gradient[this.thread.x]!;
      };
      const { parameter } = state;
      const square = device.launch(kernel, parameter.shape, {}, state.square, gradient, beta2);
      const rate = learningRate / (1 - beta1 ** time);
      const moved = device.launch(
        usual,
        parameter.shape,
        {},
        parameter,
        mean,
        square,
        rate,
        1 - beta2 ** time,
        epsilon,
      );
      return { parameter: moved, mean, square };
    },
  },
  "gradient not squared": {
    looksLike: "The second mean takes in the gradient itself, not its square.",
    reread: "v ← β₂ v + (1 − β₂) g²",
    adamStep: (device, state, gradient, time, options = {}) => {
      const after = adamStep(device, state, gradient, time, options);
      const { beta2 = 0.999 } = options;
      const kernel = function (this: Thread, square: Vector, gradient: Vector, kept: number, taken: number): number {
        return kept * square[this.thread.x]! + taken * gradient[this.thread.x]!;
      };
      const square = device.launch(kernel, gradient.shape, {}, state.square, gradient, beta2, 1 - beta2);
      return { ...after, square };
    },
  },
  "means exchanged": {
    looksLike: "Each mean is kept with the other's β.",
    reread: "m with β₁, v with β₂",
    adamStep: (device, state, gradient, time, options = {}) => {
      const { beta1 = 0.9, beta2 = 0.999 } = options;
      return adamStep(device, state, gradient, time, { ...options, beta1: beta2, beta2: beta1 });
    },
  },
  "time unchecked": {
    looksLike: "A step before the first is taken as the first.",
    reread: "throws when time is no whole number from 1 on",
    adamStep: (device, state, gradient, time, options) => adamStep(device, state, gradient, Math.max(1, time), options),
  },
});
