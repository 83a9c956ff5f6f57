/**
 * TensorFlow.js on one of its backends. Images and kernels are held as it holds them (channels last), so no transpose is measured.
 *
 * Nothing of TensorFlow.js is imported before an engine is opened. A backend is asked for by name: when it can't start, TensorFlow.js falls
 * back to another in silence.
 */
import type * as tensorflow from "@tensorflow/tfjs";
import { Tensor } from "#tensor";
import { EngineMissing, type Engine, type Operation } from "./engine.ts";
import { setUpWebGpu } from "./webgpu.ts";

type TensorFlow = typeof tensorflow;

export async function openCpu(): Promise<Engine> {
  return open("cpu", "plain JavaScript in float32");
}

export async function openWasm(): Promise<Engine> {
  await load("@tensorflow/tfjs-backend-wasm");
  return open("wasm", "WebAssembly, one thread");
}

export async function openWebGpu(): Promise<Engine> {
  const adapter = await setUpWebGpu("hardware");
  await load("@tensorflow/tfjs-backend-webgpu");
  return open("webgpu", adapter);
}

/** tfjs-node-gpu 4.22 calls a function that Node 23 dropped; it is put back first. */
function mendUtil(): void {
  const util = process.getBuiltinModule("node:util") as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
}

/** @param on - where it must run: the one package computes on a GPU that it can use, and on the processor elsewhere. */
export async function openNodeGpu(on: "gpu" | "cpu"): Promise<Engine> {
  mendUtil();
  const tf = (await load("@tensorflow/tfjs-node-gpu")) as TensorFlow;
  const { isUsingGpuDevice } = tf.backend() as unknown as { isUsingGpuDevice: boolean };
  if (on === "gpu" && !isUsingGpuDevice)
    throw new EngineMissing("it runs here, but without a GPU: it needs CUDA 11.2 and cuDNN 8.1. See tfjs-node");
  if (on === "cpu" && isUsingGpuDevice) throw new EngineMissing("it uses the GPU here: see tfjs-node-gpu");
  const library = (tf.version as unknown as { readonly [name: string]: string })["tfjs-node"] ?? "";
  return engine(
    tf,
    `libtensorflow through tfjs-node ${library}, on the ${on === "gpu" ? "GPU" : "processor"}`.replace("  ", " "),
  );
}

async function open(backend: string, detail: string): Promise<Engine> {
  const tf = (await load("@tensorflow/tfjs")) as TensorFlow;
  let started = false;
  try {
    started = await tf.setBackend(backend);
    await tf.ready();
  } catch (error) {
    throw new EngineMissing(`it does not start: ${(error as Error).message}`);
  }
  if (!started || tf.getBackend() !== backend)
    throw new EngineMissing(`it does not start: TensorFlow.js fell back to ${tf.getBackend()}`);
  return engine(tf, `TensorFlow.js ${tf.version.tfjs}, ${detail}`);
}

async function load(name: string): Promise<unknown> {
  try {
    const module = (await import(name)) as { readonly default?: unknown };
    return module.default ?? module;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_MODULE_NOT_FOUND")
      throw new EngineMissing(`not installed; \`npm install ${name}@4.22.0\` adds it`);
    if (message.includes("native addon module"))
      throw new EngineMissing(
        `installed without its native part, which npm does not fetch by itself here; \`npm rebuild ${name} --ignore-scripts=false\` does`,
      );
    throw error;
  }
}

type Compute = (tf: TensorFlow, inputs: readonly tensorflow.Tensor[]) => tensorflow.Tensor;

const compute: { readonly [operation in Operation]: Compute } = {
  matmul: (tf, [a, b]) => tf.matMul(a!, b!),
  conv2d: (tf, [x, weight, bias]) =>
    tf.add(tf.conv2d(x as tensorflow.Tensor4D, weight as tensorflow.Tensor4D, 1, "valid"), bias!),
  softmax: (tf, [x]) => tf.softmax(x!),
  layerNorm: (tf, [x, gamma, beta]) => {
    const { mean, variance } = tf.moments(x!, 1, true);
    return x!.sub(mean).div(variance.add(1e-5).sqrt()).mul(gamma!).add(beta!);
  },
  attention: (tf, [query, key, value]) => {
    const scores = tf.matMul(query!, key!, false, true).div(Math.sqrt(query!.shape[1]!));
    return tf.matMul(tf.softmax(scores), value!);
  },
  sum: (tf, [x]) => tf.sum(x!),
  // A clone shares its numbers: multiplying by 1 makes them anew.
  copy: (tf, [x]) => tf.mul(x!, 1),
};

function engine(tf: TensorFlow, detail: string): Engine {
  return {
    detail,
    precision: "float32",
    async prepare(operation, inputs) {
      const isConvolution = operation === "conv2d";
      const placed = inputs.map((values, index) => upload(tf, isConvolution ? channelsLast(values, index) : values));
      let result: tensorflow.Tensor | undefined;
      return {
        async run(times) {
          for (let time = 0; time < times; time++) {
            result?.dispose();
            result = tf.tidy(() => compute[operation](tf, placed));
          }
          // A backend on a device has only queued the work: one number back means that all before it is done.
          await tf.tidy(() => tf.slice(result!.flatten(), 0, 1)).data();
        },
        async read() {
          const read = new Tensor(Float64Array.from(await result!.data()), result!.shape);
          return isConvolution ? read.transpose([0, 3, 1, 2]) : read;
        },
        release() {
          for (const one of placed) one.dispose();
          result?.dispose();
        },
      };
    },
    close: async () => undefined,
  };
}

/** `[N, C, H, W]` to `[N, H, W, C]` for an image, `[O, C, h, w]` to `[h, w, C, O]` for a kernel. */
function channelsLast(values: Tensor, index: number): Tensor {
  if (index === 0) return values.transpose([0, 2, 3, 1]);
  return index === 1 ? values.transpose([2, 3, 1, 0]) : values;
}

function upload(tf: TensorFlow, { data, shape }: Tensor): tensorflow.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}
