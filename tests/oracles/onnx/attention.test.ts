import { describe, it } from "vitest";
import { multiHeadAttention, type AttentionParameters } from "#reference/12-transformers/multi-head-attention.ts";
import { eye, zeros, type Tensor } from "#tensor";
import { draws, expectAgreement, runModel, runNode } from "./runtime.ts";

describe("multiHeadAttention agrees with ONNX Runtime", () => {
  it.each([
    ["self-attention", false],
    ["causal attention", true],
  ])("%s between identities, as the operator Attention", async (name, causal) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const heads = drawn.size(2, 3);
      const features = heads * drawn.size(1, 4);
      const shape = [drawn.size(1, 3), drawn.size(2), features];
      const [Q, K, V] = [drawn.tensor(shape), drawn.tensor(shape), drawn.tensor(shape)];
      const attributes = { q_num_heads: heads, kv_num_heads: heads, is_causal: causal ? 1 : 0 };
      const own = multiHeadAttention(Q, K, V, identities(features), { heads, causal });
      expectAgreement(`${name} (seed ${seed})`, own, await runNode("Attention", { Q, K, V }, attributes));
    }
  });

  it("with its four linear maps and hidden keys, built of MatMul, Add and Softmax", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const heads = drawn.size(2, 3);
      const size = drawn.size(1, 4);
      const [features, batch, targets, sources] = [heads * size, drawn.size(1, 3), drawn.size(2), drawn.size(3)];
      const query = drawn.tensor([batch, targets, features]);
      const [key, value] = [drawn.tensor([batch, sources, features]), drawn.tensor([batch, sources, features])];
      const parameters = Object.fromEntries(
        ["Query", "Key", "Value", "Output"].flatMap((name) => [
          [`weight${name}`, drawn.tensor([features, features], -1, 1)],
          [`bias${name}`, drawn.tensor([features], -1, 1)],
        ]),
      ) as unknown as AttentionParameters;
      const mask = drawn.choices([batch, sources], [0, 1]);
      for (let example = 0; example < batch; example++) mask.data[example * sources] = 1;
      const lowered = mask.sub(1).mul(1e9).reshape([batch, 1, 1, sources]);
      const expected = await attend({ query, key, value, lowered, parameters, heads, size });
      const own = multiHeadAttention(query, key, value, parameters, { heads, mask });
      expectAgreement(`multiHeadAttention (seed ${seed})`, own, expected);
    }
  });
});

function identities(features: number): AttentionParameters {
  const [weight, bias] = [eye(features), zeros([features])];
  return {
    weightQuery: weight,
    weightKey: weight,
    weightValue: weight,
    weightOutput: weight,
    biasQuery: bias,
    biasKey: bias,
    biasValue: bias,
    biasOutput: bias,
  };
}

interface Inputs {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** Added to the scores. */
  readonly lowered: Tensor;
  readonly parameters: AttentionParameters;
  readonly heads: number;
  readonly size: number;
}

async function attend({ query, key, value, lowered, parameters, heads, size }: Inputs): Promise<Tensor> {
  const scale = zeros([1]).add(1 / Math.sqrt(size));
  const intoHeads = { int64: zeros([4]).add(0) };
  intoHeads.int64.data.set([0, 0, heads, size]);
  const outOfHeads = { int64: zeros([3]) };
  outOfHeads.int64.data.set([0, 0, heads * size]);
  const weights = Object.entries(parameters).map(([name, tensor]) => [
    name,
    name.startsWith("weight") ? (tensor as Tensor).T : tensor,
  ]);
  const feed = {
    query,
    key,
    value,
    lowered,
    scale,
    intoHeads,
    outOfHeads,
    ...(Object.fromEntries(weights) as { [name: string]: Tensor }),
  };
  const map = (x: string, name: string) => [
    { op: "MatMul", inputs: [x, `weight${name}`], outputs: [`${name}Product`] },
    { op: "Add", inputs: [`${name}Product`, `bias${name}`], outputs: [name] },
  ];
  const split = (name: string, perm: readonly number[]) => [
    { op: "Reshape", inputs: [name, "intoHeads"], outputs: [`${name}Parts`] },
    { op: "Transpose", inputs: [`${name}Parts`], outputs: [`${name}Heads`], attributes: { perm } },
  ];
  const nodes = [
    ...map("query", "Query"),
    ...map("key", "Key"),
    ...map("value", "Value"),
    ...split("Query", [0, 2, 1, 3]),
    ...split("Key", [0, 2, 3, 1]),
    ...split("Value", [0, 2, 1, 3]),
    { op: "MatMul", inputs: ["QueryHeads", "KeyHeads"], outputs: ["products"] },
    { op: "Mul", inputs: ["products", "scale"], outputs: ["scores"] },
    { op: "Add", inputs: ["scores", "lowered"], outputs: ["seen"] },
    { op: "Softmax", inputs: ["seen"], outputs: ["shares"] },
    { op: "MatMul", inputs: ["shares", "ValueHeads"], outputs: ["averages"] },
    { op: "Transpose", inputs: ["averages"], outputs: ["turned"], attributes: { perm: [0, 2, 1, 3] } },
    { op: "Reshape", inputs: ["turned", "outOfHeads"], outputs: ["joined"] },
    ...map("joined", "Output"),
  ];
  const [result] = await runModel(nodes, feed, ["Output"]);
  return result!;
}
