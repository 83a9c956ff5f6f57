/** gpu.js in one of its modes, over the kernels of unit 16. */
import { createRequire } from "node:module";
import { GpuJsDevice, type GpuJs, type Mode } from "#graders/execution/kernels/gpujs.ts";
import type { Device, DeviceTensor, Thread, Vector } from "../../reference/gpu/device.ts";
import { RecordingDevice } from "../../reference/gpu/recording-device.ts";
import { attention } from "#reference/16-gpu-kernels/attention-kernel.ts";
import { conv2d } from "#reference/16-gpu-kernels/conv2d-kernel.ts";
import { layerNorm } from "#reference/16-gpu-kernels/layer-norm-kernel.ts";
import { matmul } from "#reference/16-gpu-kernels/matmul-kernel.ts";
import { reduceSum } from "#reference/16-gpu-kernels/reduce-sum.ts";
import { softmax } from "#reference/16-gpu-kernels/softmax-kernel.ts";
import { UsageError } from "#graders/usage-error.ts";
import { EngineMissing, type Engine, type EngineName, type Operation } from "./engine.ts";
import { setUpWebGpu } from "./webgpu.ts";

type Host = (device: Device, ...inputs: DeviceTensor[]) => DeviceTensor;

const hosts: { readonly [operation in Operation]: Host } = {
  matmul: (device, a, b) => matmul(device, a, b),
  conv2d: (device, x, weight, bias) => conv2d(device, x, weight, bias),
  softmax: (device, x) => softmax(device, x),
  layerNorm: (device, x, gamma, beta) => layerNorm(device, x, gamma, beta),
  attention: (device, query, key, value) => attention(device, query, key, value),
  sum: (device, x) => reduceSum(device, x),
  copy: (device, x) => device.launch(copyKernel, x.shape, {}, x),
};

function copyKernel(this: Thread, x: Vector): number {
  return x[this.thread.x]!;
}

type Adapter = "hardware" | "software";

/** The device of a mode, for plans of any kernels. */
export async function openDevice(
  mode: Mode,
  on: Adapter,
): Promise<{ readonly device: GpuJsDevice; readonly detail: string }> {
  const { gpuJs, version } = load();
  const detail = mode === "webgpu" ? `webgpu on ${await setUpWebGpu(on)}` : `mode ${mode}`;
  if (
    mode === "headlessgl" &&
    !(gpuJs.GPU as unknown as { readonly isHeadlessGLSupported: boolean }).isHeadlessGLSupported
  )
    throw new EngineMissing(
      "gl has no native part here; `npm rebuild gl --ignore-scripts=false` compiles it (minutes, needs X11 headers) and it needs a display or Xvfb",
    );
  return { device: new GpuJsDevice(gpuJs, mode), detail: `gpu.js ${version}, ${detail}` };
}

/** The device of an engine by its name. @throws UsageError - when kernels can't run on it. */
export async function openDeviceOf(name: EngineName): Promise<GpuJsDevice> {
  const [family, mode, software] = name.split("-") as [string, Mode, string?];
  if (family !== "gpujs")
    throw new UsageError(`Kernels run on gpu.js, and ${name} is another engine. Name one that begins with gpujs-.`);
  return (await openDevice(mode, software === undefined ? "hardware" : "software")).device;
}

/** @param on - which adapter, for webgpu. */
export async function openGpuJs(mode: Mode, on: Adapter = "hardware"): Promise<Engine> {
  const { device, detail } = await openDevice(mode, on);
  return {
    detail,
    precision: "float32",
    async prepare(operation, inputs) {
      const recording = new RecordingDevice();
      const result = hosts[operation](recording, ...inputs.map(({ shape }) => recording.argument(shape)));
      const execution = device.load(recording.plan, inputs);
      const wanted = recording.planned(result);
      return {
        async run(times) {
          for (let time = 0; time < times; time++) await execution.execute();
          await execution.finished();
        },
        async read() {
          const [tensor] = await execution.read([wanted]);
          return operation === "sum" ? tensor!.reshape([]) : tensor!;
        },
        release: () => execution.release(),
      };
    },
    close: () => device.close(),
  };
}

function load(): { readonly gpuJs: GpuJs; readonly version: string } {
  const require = createRequire(import.meta.url);
  try {
    const { version } = require("gpu.js/package.json") as { version: string };
    const { GPU, input } = require("gpu.js") as GpuJs;
    return { gpuJs: { GPU, input }, version };
  } catch (error) {
    throw new EngineMissing(`gpu.js can't be loaded: ${(error as Error).message}`);
  }
}
