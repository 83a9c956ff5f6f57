import type { Device, DeviceTensor, Kernel, Matrix, Thread, Vector } from "#gpu";
import { matmul } from "#reference/16-gpu-kernels/matmul-kernel.ts";
import { matmulTransposeA, matmulTransposeB } from "#reference/16-gpu-kernels/matmul-transposed.ts";
import { train, type MlpParameters, type Trained, type TrainOptions } from "#reference/16-gpu-kernels/mlp-on-gpu.ts";
import { relu, reluBackward } from "#reference/16-gpu-kernels/relu-kernel.ts";
import { softmax } from "#reference/16-gpu-kernels/softmax-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

/** The parts of a step, each of which a mistake may replace. */
interface Parts {
  /** dL/dz from probabilities and labels. */
  readonly error: Kernel<"examples">;
  /** dL/da from dL/dh. */
  readonly throughRelu: (device: Device, activation: DeviceTensor, gradient: DeviceTensor) => DeviceTensor;
  readonly hidden: (device: Device, activation: DeviceTensor) => DeviceTensor;
  readonly biasGradient: Kernel<"examples">;
  readonly move: Kernel;
  readonly loss: Kernel<"examples" | "classes">;
}

function errorOf(this: Thread<"examples">, probabilities: Matrix, y: Matrix): number {
  return (probabilities[this.thread.y]![this.thread.x]! - y[this.thread.y]![this.thread.x]!) / this.constants.examples;
}

function columnSum(this: Thread<"examples">, x: Matrix): number {
  let sum = 0;
  for (let n = 0; n < this.constants.examples; n++) {
    sum += x[n]![this.thread.x]!;
  }
  return sum;
}

function downhill(this: Thread, parameter: Vector, gradient: Vector, rate: number): number {
  return parameter[this.thread.x]! - rate * gradient[this.thread.x]!;
}

function crossEntropy(this: Thread<"examples" | "classes">, probabilities: Matrix, y: Matrix): number {
  let sum = 0;
  for (let n = 0; n < this.constants.examples; n++) {
    for (let c = 0; c < this.constants.classes; c++) {
      if (y[n]![c]! > 0) {
        sum -= y[n]![c]! * Math.log(probabilities[n]![c]!);
      }
    }
  }
  return sum / this.constants.examples;
}

function plusRow(this: Thread, x: Matrix, row: Vector): number {
  return x[this.thread.y]![this.thread.x]! + row[this.thread.x]!;
}

function training(changed: Partial<Parts>): typeof train {
  const parts: Parts = {
    error: errorOf,
    throughRelu: reluBackward,
    hidden: relu,
    biasGradient: columnSum,
    move: downhill,
    loss: crossEntropy,
    ...changed,
  };
  return (device, parameters, x, y, { learningRate = 0.1, steps = 10 }: TrainOptions = {}): Trained => {
    let loss: DeviceTensor | undefined;
    let current = parameters;
    for (let step = 0; step < steps; step++) {
      const { weight1, bias1, weight2, bias2 } = current;
      const plus = (values: DeviceTensor, bias: DeviceTensor): DeviceTensor =>
        device.launch(plusRow, values.shape, {}, values, bias);
      const activation = plus(matmulTransposeB(device, x, weight1), bias1);
      const hidden = parts.hidden(device, activation);
      const probabilities = softmax(device, plus(matmulTransposeB(device, hidden, weight2), bias2));
      const [examples, classes] = y.shape as readonly [number, number];
      loss = device.launch(parts.loss, [1], { examples, classes }, probabilities, y);
      const gradScores = device.launch(parts.error, y.shape, { examples }, probabilities, y);
      const gradActivation = parts.throughRelu(device, activation, matmul(device, gradScores, weight2));
      const gradients: MlpParameters = {
        weight1: matmulTransposeA(device, gradActivation, x),
        bias1: device.launch(parts.biasGradient, bias1.shape, { examples }, gradActivation),
        weight2: matmulTransposeA(device, gradScores, hidden),
        bias2: device.launch(parts.biasGradient, bias2.shape, { examples }, gradScores),
      };
      const moved = (name: keyof MlpParameters): DeviceTensor => {
        const size = [current[name].shape.reduce((product, length) => product * length, 1)];
        const flat = [current[name], gradients[name]].map((values) => device.reshape(values, size));
        return device.reshape(
          device.launch(parts.move, size, {}, flat[0]!, flat[1]!, learningRate),
          current[name].shape,
        );
      };
      current = {
        weight1: moved("weight1"),
        bias1: moved("bias1"),
        weight2: moved("weight2"),
        bias2: moved("bias2"),
      };
    }
    return { parameters: current, loss: loss! };
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/mlp-on-gpu.ts")>({
  "gradient summed over the examples": {
    looksLike: "The gradient is not divided by the number of examples.",
    reread: "dL/dz = (p − y) / N",
    train: training({
      error: function (this: Thread<"examples">, probabilities: Matrix, y: Matrix): number {
        return probabilities[this.thread.y]![this.thread.x]! - y[this.thread.y]![this.thread.x]!;
      },
    }),
  },
  "labels minus probabilities": {
    looksLike: "The error has the wrong sign, and the loss is climbed.",
    reread: "dL/dz = (p − y) / N",
    train: training({
      error: function (this: Thread<"examples">, probabilities: Matrix, y: Matrix): number {
        const difference = y[this.thread.y]![this.thread.x]! - probabilities[this.thread.y]![this.thread.x]!;
        return difference / this.constants.examples;
      },
    }),
  },
  "gradient not stopped by relu": {
    looksLike: "The gradient passes through hidden units that were not active.",
    reread: "dL/da = dL/dh where a > 0",
    train: training({ throughRelu: (_device, _activation, gradient) => gradient }),
  },
  "no activation": {
    looksLike: "The hidden layer has no activation, so two layers are no more than one.",
    reread: "h = relu(a)",
    train: training({ hidden: (_device, activation) => activation }),
  },
  "bias gradient averaged": {
    looksLike: "The gradient of a bias is divided by the number of examples a second time.",
    reread: "dL/db sums over the examples: dL/dz is divided by N already",
    train: training({
      biasGradient: function (this: Thread<"examples">, x: Matrix): number {
        let sum = 0;
        for (let n = 0; n < this.constants.examples; n++) {
          sum += x[n]![this.thread.x]!;
        }
        return sum / this.constants.examples;
      },
    }),
  },
  "loss summed": {
    looksLike: "The loss is the sum over the examples, not their mean.",
    reread: "L = −Σ … / N",
    train: training({
      loss: function (this: Thread<"examples" | "classes">, probabilities: Matrix, y: Matrix): number {
        let sum = 0;
        for (let n = 0; n < this.constants.examples; n++) {
          for (let c = 0; c < this.constants.classes; c++) {
            if (y[n]![c]! > 0) {
              sum -= y[n]![c]! * Math.log(probabilities[n]![c]!);
            }
          }
        }
        return sum;
      },
    }),
  },
  "every step from the start": {
    looksLike: "Every step starts from the first parameters, so the last one is the only one that counts.",
    reread: "each step starts from what the last one left",
    train: (device, parameters, x, y, options = {}) => train(device, parameters, x, y, { ...options, steps: 1 }),
  },
  "learning rate ignored": {
    looksLike: "Another learning rate than 0.1 is ignored.",
    reread: "θ ← θ − η dL/dθ, with options.learningRate for η",
    train: (device, parameters, x, y, { steps = 10 } = {}) => train(device, parameters, x, y, { steps }),
  },
});
