/**
 * Carries plans out with gpu.js, in any of its modes.
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
  toArray(): unknown;
  clone(): OnDevice & { output: readonly number[] };
  delete(): void;
  /** WebGPU's. */
  readonly context?: { readonly device?: { readonly queue: { onSubmittedWorkDone(): Promise<void> } } };
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
  /** Whether results stay on the device. Where there is none, a result would be copied there and back between two launches. */
  readonly keepsOnDevice: boolean;
  readonly #gpuJs: GpuJs;
  readonly #kernels = new Map<string, Run>();
  #gpu: InstanceType<GpuJs["GPU"]> | undefined;

  constructor(gpuJs: GpuJs, mode: Mode) {
    this.#gpuJs = gpuJs;
    this.mode = mode;
    this.keepsOnDevice = mode === "webgpu" || mode === "headlessgl";
  }

  /** @returns the numbers of the wanted tensors, in order. */
  async run(plan: Plan, args: readonly Tensor[], wanted: readonly Planned[]): Promise<Tensor[]> {
    const execution = new Execution(this, plan, args);
    try {
      await execution.execute();
      return await execution.read(wanted);
    } finally {
      execution.release();
    }
  }

  /** A plan whose arguments stay on the device, to be executed again and again. */
  load(plan: Plan, args: readonly Tensor[]): Execution {
    return new Execution(this, plan, args);
  }

  async close(): Promise<void> {
    this.#kernels.clear();
    await this.#gpu?.destroy();
    this.#gpu = undefined;
  }

  compiled(
    text: string,
    shape: readonly number[],
    constants: { readonly [name: string]: number },
    inputShapes: readonly string[],
  ): Run {
    const key = JSON.stringify([text, shape, constants, inputShapes]);
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
      ...(this.keepsOnDevice ? { pipeline: true, immutable: true } : {}),
    });
    this.#kernels.set(key, kernel);
    return kernel;
  }

  input(numbers: Float32Array, shape: readonly number[]): unknown {
    return this.#gpuJs.input(numbers, shape.toReversed());
  }
}

/** One plan on one device. */
export class Execution {
  readonly #device: GpuJsDevice;
  readonly #plan: Plan;
  readonly #given: Held[];
  #steps: Held[] = [];

  constructor(device: GpuJsDevice, plan: Plan, args: readonly Tensor[]) {
    this.#device = device;
    this.#plan = plan;
    this.#given = args.map(({ data }) => ({ numbers: Float32Array.from(data) }));
  }

  async execute(): Promise<void> {
    release(this.#steps);
    this.#steps = [];
    for (const step of this.#plan.steps) {
      if ("upload" in step) {
        this.#steps.push({ numbers: Float32Array.from(step.upload.data) });
        continue;
      }
      const shapes = step.inputs.map((input) => (typeof input === "number" ? "" : input.shape.join("×")));
      const run = this.#device.compiled(this.#plan.kernels[step.kernel]!, step.shape, step.constants, shapes);
      const inputs: unknown[] = [];
      for (const input of step.inputs) inputs.push(typeof input === "number" ? input : await this.#input(input));
      this.#steps.push(this.#kept(await run(...inputs)));
      if (this.#device.keepsOnDevice)
        for (const input of inputs) if (typeof input !== "number") (input as OnDevice).delete();
    }
  }

  /** Settles when the device has done all it was asked. */
  async finished(): Promise<void> {
    const last = this.#steps.at(-1);
    if (last === undefined || !("device" in last)) return;
    const queue = last.device.context?.device?.queue;
    await (queue === undefined ? last.device.toArray() : queue.onSubmittedWorkDone());
  }

  async read(wanted: readonly Planned[]): Promise<Tensor[]> {
    const results: Tensor[] = [];
    for (const planned of wanted) {
      const held = this.#held(planned);
      const numbers = "numbers" in held ? held.numbers : flat(await held.device.toArray());
      results.push(new Tensor(Float64Array.from(numbers), planned.shape));
    }
    return results;
  }

  release(): void {
    release(this.#steps);
    release(this.#given);
  }

  #held(planned: Planned): Held {
    return "argument" in planned ? this.#given[planned.argument]! : this.#steps[planned.step]!;
  }

  async #input(planned: Planned): Promise<unknown> {
    const { shape } = planned;
    const held = this.#held(planned);
    if ("numbers" in held) {
      if (!this.#device.keepsOnDevice) return this.#device.input(held.numbers, shape);
      // Copied to the device once, by a kernel, and found there by every later launch.
      const copy = this.#device.compiled(copyText[shape.length - 1]!, shape, {}, [shape.join("×")]);
      const placed = this.#kept(await copy(this.#device.input(held.numbers, shape)));
      if ("argument" in planned) this.#given[planned.argument] = placed;
      else this.#steps[planned.step] = placed;
      return this.#input(planned);
    }
    const view = held.device.clone();
    view.output = shape.toReversed();
    return view;
  }

  #kept(result: unknown): Held {
    return this.#device.keepsOnDevice ? { device: result as OnDevice } : { numbers: flat(result) };
  }
}

function release(held: readonly Held[]): void {
  for (const one of held) if ("device" in one) one.device.delete();
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
