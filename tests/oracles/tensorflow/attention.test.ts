import { beforeAll, describe, it } from "vitest";
import type { Draw } from "#graders/inputs/draw.ts";
import {
  multiHeadAttention,
  multiHeadAttentionBackward,
  type AttentionOptions,
  type AttentionParameters,
} from "#reference/12-transformers/multi-head-attention.ts";
import { Tensor } from "#tensor";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const settings = {
  "without a mask": {},
  causal: { causal: true },
  "with hidden keys": { masked: true },
  both: { causal: true, masked: true },
};

describe("multiHeadAttention agrees with TensorFlow.js", () => {
  it.each(Object.entries(settings))(
    "%s: values and the gradients of the inputs and the eight parameters",
    (name, setting) => {
      const { causal = false, masked = false } = setting as { causal?: boolean; masked?: boolean };
      for (const { seed, draw } of draws) {
        const drawn = draw();
        const heads = drawn.size(2, 3);
        const features = heads * drawn.size(1, 3);
        const [batch, targets, sources] = [drawn.size(1, 3), drawn.size(2), drawn.size(3)];
        const query = drawn.tensor([batch, targets, features]);
        const [key, value] = [drawn.tensor([batch, sources, features]), drawn.tensor([batch, sources, features])];
        const parameters = drawParameters(drawn, features);
        const mask = masked ? drawMask(drawn, batch, sources) : undefined;
        const options: AttentionOptions = { heads, causal, ...(mask ? { mask } : {}) };
        const gradOutput = drawn.tensor([batch, targets, features]);
        const inputs = [query, key, value, ...Object.values(parameters)];
        const seen = visible(
          causal,
          targets,
          mask ?? new Tensor(new Float64Array(batch * sources).fill(1), [batch, sources]),
        );
        const oracle = differentiate(tf, (...given) => attend(given, heads, seen), inputs, gradOutput);
        const own = multiHeadAttentionBackward(query, key, value, parameters, gradOutput, options);
        expectAgreement(
          `${name} (seed ${seed})`,
          multiHeadAttention(query, key, value, parameters, options),
          oracle.value,
        );
        const gradients = { query: own.gradQuery, key: own.gradKey, value: own.gradValue, ...own.gradParameters };
        const order = ["query", "key", "value", ...Object.keys(parameters)] as (keyof typeof gradients)[];
        // A bias of the keys moves all scores of a query alike, which changes nothing: its gradient is a sum that cancels.
        const terms = own.gradParameters.weightKey.abs().max().item();
        for (const [index, argument] of order.entries()) {
          expectAgreement(
            `gradient of ${argument}, ${name} (seed ${seed})`,
            gradients[argument],
            oracle.gradients[index]!,
            terms,
          );
        }
      }
    },
  );
});

function drawParameters(drawn: Draw, features: number): AttentionParameters {
  const weight = (): Tensor => drawn.tensor([features, features], -1, 1);
  const bias = (): Tensor => drawn.tensor([features], -1, 1);
  return {
    weightQuery: weight(),
    biasQuery: bias(),
    weightKey: weight(),
    biasKey: bias(),
    weightValue: weight(),
    biasValue: bias(),
    weightOutput: weight(),
    biasOutput: bias(),
  };
}

/** The first key can always be seen: TensorFlow.js has no answer for a row without keys. */
function drawMask(drawn: Draw, batch: number, sources: number): Tensor {
  const mask = drawn.choices([batch, sources], [0, 1]);
  for (let example = 0; example < batch; example++) mask.data[example * sources] = 1;
  return mask;
}

/** `[N, 1, T, S]`, 1 where a query may see a key. */
function visible(causal: boolean, targets: number, mask: Tensor): Tensor {
  const [batch, sources] = mask.shape as [number, number];
  const data = [...Array(batch).keys()].flatMap((example) =>
    [...Array(targets).keys()].flatMap((query) =>
      [...Array(sources).keys()].map((key) => (causal && key > query ? 0 : mask.at(example, key))),
    ),
  );
  return new Tensor(data, [batch, 1, targets, sources]);
}

/** Hidden scores are lowered by so much that their weight is 0 in float32. */
function attend(given: readonly TfTensor[], heads: number, seen: Tensor): TfTensor {
  const [query, key, value, wq, bq, wk, bk, wv, bv, wo, bo] = given as [TfTensor, TfTensor, ...TfTensor[]] & TfTensor[];
  const size = query.shape[2]! / heads;
  const map = (x: TfTensor, weight: TfTensor, bias: TfTensor): TfTensor => {
    const rows = tf.matMul(x.reshape([-1, x.shape[2]!]), weight, false, true);
    return rows.add(bias).reshape([x.shape[0], x.shape[1]!, -1]);
  };
  const split = (x: TfTensor): TfTensor => x.reshape([x.shape[0], x.shape[1]!, heads, size]).transpose([0, 2, 1, 3]);
  const [q, k, v] = [split(map(query, wq!, bq!)), split(map(key, wk!, bk!)), split(map(value!, wv!, bv!))] as const;
  const lowered = tf
    .tensor(Float32Array.from(seen.data), [...seen.shape])
    .sub(1)
    .mul(1e9);
  const weights = tf.softmax(tf.matMul(q, k, false, true).div(Math.sqrt(size)).add(lowered));
  const joined = tf.matMul(weights, v).transpose([0, 2, 1, 3]).reshape(query.shape);
  return map(joined, wo!, bo!);
}
