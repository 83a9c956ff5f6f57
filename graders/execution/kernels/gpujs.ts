/**
 * Runs a plan with gpu.js, in any of its modes.
 *
 * Every launch that differs in text, shape, constants or shapes of inputs is a kernel of its own with fixed sizes. gpu.js 2.24.1 can
 * give one kernel new sizes (`dynamicArguments`, `dynamicOutput`); on cpu and webgpu it then computed wrong matrix products.
 */
import { Tensor } from "#tensor";
import type { Plan, Planned } from "../../../reference/gpu/recording-device.ts";

export type Mode = "cpu" | "webasm" | "webgpu" | "headlessgl";

/** What is used of gpu.js, whose own types are loose. */
export interface GpuJs {
  readonly GPU: new (settings: { mode: Mode }) => {
    createKernel(text: string, settings: object): (...inputs: unknown[]) => unknown;
    destroy(): unknown;
  };
  readonly input: (data: Float32Array, size: readonly number[]) => unknown;
}

/** A tensor that is kept on the device, as gpu.js calls it: a buffer of WebGPU, a texture of WebGL. */
interface OnDevice {
  readonly shape: readonly number[];
  toArray(): unknown;
  clone(): OnDevice & { output: readonly number[] };
  delete(): void;
}

type Held = { readonly numbers: Float32Array } | { readonly device: OnDevice };
type Run = (...inputs: unknown[]) => unknown;

/** So many compiled kernels are kept. */
const mostKernels = 300;

const copyText = [
  "function copy(x) { return x[this.thread.x]; }",
  "function copy(x) { return x[this.thread.y][this.thread.x]; }",
  "function copy(x) { return x[this.thread.z][this.thread.y][this.thread.x]; }",
];

export class GpuJsDevice {
  readonly mode: Mode;
  readonly #gpuJs: GpuJs;
  readonly #keepsOnDevice: boolean;
  #gpu: InstanceType<GpuJs["GPU"]> | undefined;
  readonly #kernels = new Map<string, Run>();

  constructor(gpuJs: GpuJs, mode: Mode) {
    this.#gpuJs = gpuJs;
    this.mode = mode;
    this.#keepsOnDevice = mode === "webgpu" || mode === "headlessgl";
  }

  /** @returns the numbers of the wanted tensors, in order. */
  async run(plan: Plan, args: readonly Tensor[], wanted: readonly Planned[]): Promise<Tensor[]> {
    const steps: Held[] = [];
    const given: Held[] = args.map(({ data }) => ({ numbers: Float32Array.from(data) }));
    const held = (planned: Planned): Held => ("argument" in planned ? given[planned.argument]! : steps[planned.step]!);
    try {
      for (const step of plan.steps) {
        if ("upload" in step) {
          steps.push({ numbers: Float32Array.from(step.upload.data) });
          continue;
        }
        const shapes = step.inputs.map((input) => (typeof input === "number" ? "" : input.shape.join("×")));
        const key = JSON.stringify([plan.kernels[step.kernel], step.shape, step.constants, shapes]);
        const run = this.#kernel(key, plan.kernels[step.kernel]!, step.shape, step.constants);
        const inputs: unknown[] = [];
        for (const input of step.inputs)
          inputs.push(typeof input === "number" ? input : await this.#input(held(input), input, given, steps));
        steps.push(this.#keep(await run(...inputs)));
      }
      const results: Tensor[] = [];
      for (const planned of wanted)
        results.push(new Tensor(Float64Array.from(await numbersOf(held(planned))), planned.shape));
      return results;
    } finally {
      for (const one of [...given, ...steps]) if ("device" in one) one.device.delete();
    }
  }

  async close(): Promise<void> {
    this.#kernels.clear();
    await this.#gpu?.destroy();
    this.#gpu = undefined;
  }

  #kernel(key: string, text: string, shape: readonly number[], constants: { readonly [name: string]: number }): Run {
    const known = this.#kernels.get(key);
    if (known !== undefined) return known;
    if (this.#kernels.size >= mostKernels) {
      void this.#gpu?.destroy();
      this.#gpu = undefined;
      this.#kernels.clear();
    }
    this.#gpu ??= new this.#gpuJs.GPU({ mode: this.mode });
    const kernel = this.#gpu.createKernel(text, {
      output: shape.toReversed(),
      constants: { ...constants },
      precision: "single",
      // Off the device, a result would be copied there and back between two launches.
      ...(this.#keepsOnDevice ? { pipeline: true, immutable: true } : {}),
    });
    this.#kernels.set(key, kernel);
    return kernel;
  }

  async #input(held: Held, { shape }: Planned, given: Held[], steps: Held[]): Promise<unknown> {
    if ("device" in held) {
      const view = held.device.clone();
      view.output = shape.toReversed();
      return view;
    }
    if (!this.#keepsOnDevice) return this.#gpuJs.input(held.numbers, shape.toReversed());
    // Copied to the device once, by a kernel, and found there by every later launch.
    const text = copyText[shape.length - 1]!;
    const copy = this.#kernel(JSON.stringify([text, shape]), text, shape, {});
    const placed = this.#keep(await copy(this.#gpuJs.input(held.numbers, shape.toReversed())));
    for (const list of [given, steps]) {
      const place = list.indexOf(held);
      if (place !== -1) list[place] = placed;
    }
    return this.#input(placed, { shape } as Planned, given, steps);
  }

  #keep(result: unknown): Held {
    if (this.#keepsOnDevice) return { device: result as OnDevice };
    return { numbers: flat(result) };
  }
}

async function numbersOf(held: Held): Promise<Float32Array> {
  return "numbers" in held ? held.numbers : flat(await held.device.toArray());
}

/** gpu.js returns rows of rows, the last axis innermost. */
function flat(nested: unknown): Float32Array {
  if (nested instanceof Float32Array) return nested.slice();
  const parts = (nested as unknown[]).map(flat);
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
