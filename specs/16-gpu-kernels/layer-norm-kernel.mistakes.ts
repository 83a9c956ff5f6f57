import type { Device, DeviceTensor, Kernel, Matrix, Thread, Vector } from "#gpu";
import { layerNorm, type LayerNormOptions } from "#reference/16-gpu-kernels/layer-norm-kernel.ts";
import { mistakes } from "#graders/spec/authoring.ts";

interface Kernels {
  readonly mean: Kernel<"columns">;
  readonly variance: Kernel<"columns">;
  readonly normalise: Kernel;
}

function rowMean(this: Thread<"columns">, x: Matrix): number {
  let sum = 0;
  for (let d = 0; d < this.constants.columns; d++) {
    sum += x[this.thread.x]![d]!;
  }
  return sum / this.constants.columns;
}

function rowVariance(this: Thread<"columns">, x: Matrix, means: Vector): number {
  let sum = 0;
  for (let d = 0; d < this.constants.columns; d++) {
    const difference = x[this.thread.x]![d]! - means[this.thread.x]!;
    sum += difference * difference;
  }
  return sum / this.constants.columns;
}

function scaleAndShift(
  this: Thread,
  x: Matrix,
  means: Vector,
  variances: Vector,
  gamma: Vector,
  beta: Vector,
  epsilon: number,
): number {
  const difference = x[this.thread.y]![this.thread.x]! - means[this.thread.y]!;
  const scaled = (gamma[this.thread.x]! * difference) / Math.sqrt(variances[this.thread.y]! + epsilon);
  return scaled + beta[this.thread.x]!;
}

/** The reference's launches with some other kernels. */
function withKernels(changed: Partial<Kernels>) {
  const kernels: Kernels = { mean: rowMean, variance: rowVariance, normalise: scaleAndShift, ...changed };
  return (
    device: Device,
    x: DeviceTensor,
    gamma: DeviceTensor,
    beta: DeviceTensor,
    { epsilon = 1e-5 }: LayerNormOptions = {},
  ): DeviceTensor => {
    const [rows, columns] = x.shape as readonly [number, number];
    if (gamma.shape.join() !== String(columns) || beta.shape.join() !== String(columns))
      throw new RangeError("layerNorm: gamma and beta need one entry for each column.");
    const means = device.launch(kernels.mean, [rows], { columns }, x);
    const variances = device.launch(kernels.variance, [rows], { columns }, x, means);
    return device.launch(kernels.normalise, x.shape, {}, x, means, variances, gamma, beta, epsilon);
  };
}

export default mistakes<typeof import("#reference/16-gpu-kernels/layer-norm-kernel.ts")>({
  "mean of squares minus square of mean": {
    looksLike:
      "The variance is the mean of the squares minus the square of the mean, which loses its digits in float32.",
    reread: "σ²_n = Σ_d (x[n, d] − μ_n)² / D",
    layerNorm: withKernels({
      variance: function (this: Thread<"columns">, x: Matrix, means: Vector): number {
        let sum = 0;
        for (let d = 0; d < this.constants.columns; d++) {
          sum += x[this.thread.x]![d]! * x[this.thread.x]![d]!;
        }
        return sum / this.constants.columns - means[this.thread.x]! * means[this.thread.x]!;
      },
    }),
  },
  "divided by D − 1": {
    looksLike: "The variance is divided by D − 1, as for a sample.",
    reread: "σ²_n = Σ_d (x[n, d] − μ_n)² / D",
    layerNorm: withKernels({
      variance: function (this: Thread<"columns">, x: Matrix, means: Vector): number {
        let sum = 0;
        for (let d = 0; d < this.constants.columns; d++) {
          const difference = x[this.thread.x]![d]! - means[this.thread.x]!;
          sum += difference * difference;
        }
        return sum / (this.constants.columns - 1);
      },
    }),
  },
  "epsilon outside the root": {
    looksLike: "Epsilon is added to the deviation, not to the variance.",
    reread: "√(σ²_n + ε)",
    layerNorm: withKernels({
      normalise: function (
        this: Thread,
        x: Matrix,
        means: Vector,
        variances: Vector,
        gamma: Vector,
        beta: Vector,
        epsilon: number,
      ): number {
        const difference = x[this.thread.y]![this.thread.x]! - means[this.thread.y]!;
        const scaled = (gamma[this.thread.x]! * difference) / (Math.sqrt(variances[this.thread.y]!) + epsilon);
        return scaled + beta[this.thread.x]!;
      },
    }),
  },
  "root left out": {
    looksLike: "Differences are divided by the variance, not by its root.",
    reread: "(x[n, d] − μ_n) / √(σ²_n + ε)",
    layerNorm: withKernels({
      normalise: function (
        this: Thread,
        x: Matrix,
        means: Vector,
        variances: Vector,
        gamma: Vector,
        beta: Vector,
        epsilon: number,
      ): number {
        const difference = x[this.thread.y]![this.thread.x]! - means[this.thread.y]!;
        const scaled = (gamma[this.thread.x]! * difference) / (variances[this.thread.y]! + epsilon);
        return scaled + beta[this.thread.x]!;
      },
    }),
  },
  "shift scaled too": {
    looksLike: "Beta is added before gamma multiplies.",
    reread: "γ_d (…) + β_d",
    layerNorm: withKernels({
      normalise: function (
        this: Thread,
        x: Matrix,
        means: Vector,
        variances: Vector,
        gamma: Vector,
        beta: Vector,
        epsilon: number,
      ): number {
        const difference = x[this.thread.y]![this.thread.x]! - means[this.thread.y]!;
        const normal = difference / Math.sqrt(variances[this.thread.y]! + epsilon);
        return gamma[this.thread.x]! * (normal + beta[this.thread.x]!);
      },
    }),
  },
  "mean not taken off": {
    looksLike: "Entries are scaled without their row's mean being taken off.",
    reread: "x[n, d] − μ_n",
    layerNorm: withKernels({
      normalise: function (
        this: Thread,
        x: Matrix,
        means: Vector,
        variances: Vector,
        gamma: Vector,
        beta: Vector,
        epsilon: number,
      ): number {
        const entry = x[this.thread.y]![this.thread.x]!;
        return (gamma[this.thread.x]! * entry) / Math.sqrt(variances[this.thread.y]! + epsilon) + beta[this.thread.x]!;
      },
    }),
  },
  "epsilon ignored": {
    looksLike: "Another epsilon than 1e-5 is ignored.",
    reread: "options.epsilon, 1e-5 when left out",
    layerNorm: (device, x, gamma, beta) => layerNorm(device, x, gamma, beta),
  },
});
