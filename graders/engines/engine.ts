/**
 * What computes: the float64 reference, TensorFlow.js on its backends, gpu.js in its modes. One small interface over all, so that one
 * benchmark and one probe serve every engine. Nothing of an engine is loaded before it is opened.
 */
import type { Tensor } from "#tensor";

/** Operations that every engine has, with the shapes of their inputs. */
export const operations = {
  /** a `[M, K]`, b `[K, N]` */
  matmul: "matrix product",
  /** x `[N, C, H, W]`, weight `[O, C, h, w]`, bias `[O]`: stride 1, no padding */
  conv2d: "convolution",
  /** x `[N, C]`, over each row */
  softmax: "softmax",
  /** x `[N, D]`, gamma `[D]`, beta `[D]`; ε = 1e-5 */
  layerNorm: "layer normalisation",
  /** query `[T, D]`, key `[S, D]`, value `[S, E]` */
  attention: "attention",
  /** x `[N]` */
  sum: "sum of a vector",
  /** x `[N]`; the measure of memory: each number read once and written once */
  copy: "copy of a vector",
} as const;

export type Operation = keyof typeof operations;

/** An operation with its inputs on the engine. */
export interface Prepared {
  /** Computes so many times; settles when all is done. */
  run(times: number): Promise<void>;
  /** The result of the last run. */
  read(): Promise<Tensor>;
  release(): void;
}

export interface Engine {
  /** What it runs on, in words: a version, a device. */
  readonly detail: string;
  readonly precision: "float64" | "float32";
  prepare(operation: Operation, inputs: readonly Tensor[]): Promise<Prepared>;
  close(): Promise<void>;
}

/** Why an engine isn't there, and what to do about it. */
export class EngineMissing extends Error {
  override readonly name = "EngineMissing";
}

/** How each engine is opened. @throws EngineMissing - from the opened function. */
export const engines = {
  reference: async () => (await import("./reference.ts")).openReference(),
  "tfjs-node-gpu": async () => (await import("./tfjs.ts")).openNodeGpu("gpu"),
  "tfjs-node": async () => (await import("./tfjs.ts")).openNodeGpu("cpu"),
  "tfjs-webgpu": async () => (await import("./tfjs.ts")).openWebGpu(),
  "tfjs-wasm": async () => (await import("./tfjs.ts")).openWasm(),
  "tfjs-cpu": async () => (await import("./tfjs.ts")).openCpu(),
  "gpujs-webgpu": async () => (await import("./gpujs.ts")).openGpuJs("webgpu", "hardware"),
  "gpujs-webgpu-software": async () => (await import("./gpujs.ts")).openGpuJs("webgpu", "software"),
  "gpujs-headlessgl": async () => (await import("./gpujs.ts")).openGpuJs("headlessgl"),
  "gpujs-webasm": async () => (await import("./gpujs.ts")).openGpuJs("webasm"),
  "gpujs-cpu": async () => (await import("./gpujs.ts")).openGpuJs("cpu"),
} satisfies { readonly [name: string]: () => Promise<Engine> };

export type EngineName = keyof typeof engines;

export function isEngineName(name: string): name is EngineName {
  return Object.hasOwn(engines, name);
}
