/** `npm run bench -- layers`: layers of the reference, forward alone and with all gradients, beside TensorFlow.js on this processor. */
import * as tf from "@tensorflow/tfjs";
import { ones, Random, zeros, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { lstm, lstmBackward } from "#reference/11-recurrent-networks/lstm.ts";
import { multiHeadAttention, multiHeadAttentionBackward } from "#reference/12-transformers/multi-head-attention.ts";
import { median, row } from "./measure.ts";

/** One layer at one size: the reference in float64, and the same written in TensorFlow.js. */
interface Layer {
  readonly name: string;
  readonly forward: () => Tensor;
  /** All gradients of the sum of the output. */
  readonly backward: () => unknown;
  /** What TensorFlow.js gets, as it holds it, and computes from it. */
  readonly inputs: () => tf.Tensor[];
  readonly compute: (...inputs: tf.Tensor[]) => tf.Tensor;
  /** Where its output has the axes in another order. */
  readonly order?: readonly number[];
}

const backends = ["cpu", "wasm"] as const;
const rounds = 5;
/** Of the largest entry: float32 against float64. */
const mostDifference = 1e-4;

function toTf(tensor: Tensor, order?: readonly number[]): tf.Tensor {
  const moved = order ? tensor.transpose(order) : tensor;
  return tf.tensor(Float32Array.from(moved.data), [...moved.shape]);
}

function convolution(): Layer {
  const random = new Random(1);
  const [x, weight, bias] = [random.normal([8, 16, 28, 28]), random.normal([32, 16, 3, 3]), random.normal([32])];
  const options = { padding: 1 };
  const output = conv2d(x, weight, bias, options);
  return {
    name: "conv2d, 8 × 16 × 28 × 28, 32 kernels 3 × 3",
    forward: () => conv2d(x, weight, bias, options),
    backward: () => conv2dBackward(x, weight, bias, ones(output.shape), options),
    inputs: () => [toTf(x, [0, 2, 3, 1]), toTf(weight, [2, 3, 1, 0]), toTf(bias)],
    compute: (input, kernel, offset) => tf.conv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, 1, "same").add(offset),
    order: [0, 3, 1, 2],
  };
}

function recurrence(): Layer {
  const random = new Random(2);
  const [batch, time, features, hidden] = [16, 32, 32, 64];
  const input = random.normal([batch, time, features]);
  const parameters = {
    weightInput: random.normal([4 * hidden, features], 0, 0.2),
    weightHidden: random.normal([4 * hidden, hidden], 0, 0.2),
    bias: random.normal([4 * hidden]),
  };
  const initial = { hidden: zeros([batch, hidden]), cell: zeros([batch, hidden]) };
  const gradOutput = {
    output: ones([batch, time, hidden]),
    hidden: zeros([batch, hidden]),
    cell: zeros([batch, hidden]),
  };
  return {
    name: `LSTM, ${batch} sequences of ${time} × ${features}, ${hidden} units`,
    forward: () => lstm(input, parameters, initial).output,
    backward: () => lstmBackward(input, parameters, initial, gradOutput),
    inputs: () => [input, parameters.weightInput, parameters.weightHidden, parameters.bias].map((one) => toTf(one)),
    compute: (x, weightInput, weightHidden, bias) => {
      let [h, c]: tf.Tensor[] = [tf.zeros([batch, hidden]), tf.zeros([batch, hidden])];
      const shown = x.unstack(1).map((step) => {
        const gates = step
          .matMul(weightInput, false, true)
          .add(h!.matMul(weightHidden, false, true))
          .add(bias);
        const [i, f, g, o] = gates.split(4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        c = f.sigmoid().mul(c!).add(i.sigmoid().mul(g.tanh()));
        h = o.sigmoid().mul(c.tanh());
        return h;
      });
      return tf.stack(shown, 1);
    },
  };
}

function attention(): Layer {
  const random = new Random(3);
  const [batch, length, depth, heads] = [8, 64, 64, 4];
  const x = random.normal([batch, length, depth]);
  const weight = (): Tensor => random.normal([depth, depth], 0, 0.125);
  const bias = (): Tensor => random.normal([depth]);
  const parameters = {
    weightQuery: weight(),
    biasQuery: bias(),
    weightKey: weight(),
    biasKey: bias(),
    weightValue: weight(),
    biasValue: bias(),
    weightOutput: weight(),
    biasOutput: bias(),
  };
  const projected = (input: tf.Tensor, matrix: tf.Tensor, offset: tf.Tensor): tf.Tensor =>
    input.reshape([-1, depth]).matMul(matrix, false, true).add(offset);
  const split = (input: tf.Tensor): tf.Tensor =>
    input.reshape([batch, length, heads, depth / heads]).transpose([0, 2, 1, 3]);
  return {
    name: `multi-head attention, ${batch} × ${length} × ${depth}, ${heads} heads`,
    forward: () => multiHeadAttention(x, x, x, parameters, { heads }),
    backward: () => multiHeadAttentionBackward(x, x, x, parameters, ones(x.shape), { heads }),
    // Three copies, as cross-attention has them: the reference gives the gradients of queries, keys and values one by one as well.
    inputs: () => [x, x, x, ...Object.values(parameters)].map((one) => toTf(one)),
    compute: (query, key, value, wq, bq, wk, bk, wv, bv, wo, bo) => {
      const [q, k, v] = [projected(query, wq, bq), projected(key, wk, bk), projected(value, wv, bv)].map(split);
      const scores = tf.matMul(q!, k!, false, true).div(Math.sqrt(depth / heads));
      const joined = tf.softmax(scores).matMul(v!).transpose([0, 2, 1, 3]);
      return projected(joined, wo, bo).reshape([batch, length, depth]);
    },
  };
}

export async function compareLayers(): Promise<void> {
  await import("@tensorflow/tfjs-backend-wasm");
  for (const layer of [convolution(), recurrence(), attention()]) {
    for (const pass of ["forward", "with gradients"] as const) {
      const own = pass === "forward" ? layer.forward : layer.backward;
      const figures: string[] = [];
      for (const backend of backends) figures.push(await compare(layer, own, pass, backend));
      row(`${layer.name}, ${pass}`, figures.join("; "));
    }
  }
}

async function compare(layer: Layer, own: () => unknown, pass: string, backend: string): Promise<string> {
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) return `${backend}: does not start here`;
  const inputs = layer.inputs();
  await agree(layer, inputs, backend);
  const other = (): void => tf.dispose(pass === "forward" ? layer.compute(...inputs) : gradients(layer, inputs));
  const missing = missingKernel(other);
  if (missing !== undefined) return `${backend} has no ${missing}`;
  own();
  const [ones, others]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ones.push(milliseconds(own));
    others.push(milliseconds(() => tf.tidy(other)));
  }
  tf.dispose(inputs);
  const [mine, theirs] = [median(ones), median(others)];
  return `reference ${mine.toFixed(1)} ms, ${backend} ${theirs.toFixed(1)} ms: ${(theirs / mine).toPrecision(2)}× as fast`;
}

function gradients(layer: Layer, inputs: readonly tf.Tensor[]): tf.Tensor[] {
  return tf.grads((...given: tf.Tensor[]) => layer.compute(...given).sum())([...inputs]);
}

/** The same work, or nothing is compared. */
async function agree(layer: Layer, inputs: readonly tf.Tensor[], backend: string): Promise<void> {
  const right = layer.forward();
  const output = tf.tidy(() => {
    const computed = layer.compute(...inputs);
    return layer.order ? computed.transpose([...layer.order]) : computed;
  });
  const numbers = await output.data();
  output.dispose();
  const largest = right.abs().max().item();
  const wrong = right.data.findIndex((value, index) => !(Math.abs(value - numbers[index]!) < mostDifference * largest));
  if (wrong >= 0)
    throw new Error(
      `${layer.name}: entry ${wrong} is ${numbers[wrong]} on ${backend}, ${right.data[wrong]} in the reference`,
    );
}

/** The first kernel that the backend lacks, if any. */
function missingKernel(run: () => void): string | undefined {
  try {
    tf.tidy(run);
    return undefined;
  } catch (error) {
    const found = /Kernel '(\w+)' not registered/.exec((error as Error).message);
    if (!found) throw error;
    return found[1];
  }
}

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
