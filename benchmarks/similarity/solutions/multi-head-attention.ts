import type { Decide, Solutions } from "./solutions.ts";

export const multiHeadAttention: Solutions = (decide) => {
  const parts = [linear(decide), heads(decide), weights(decide), attend(decide), forward(decide), backward(decide)];
  const order = decide([4, 5, 3, 2, 1, 0], [0, 1, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5], [3, 4, 5, 0, 1, 2]);
  return `import { ShapeError, type Tensor } from "#tensor";

export interface AttentionParameters {
  readonly weightQuery: Tensor;
  readonly biasQuery: Tensor;
  readonly weightKey: Tensor;
  readonly biasKey: Tensor;
  readonly weightValue: Tensor;
  readonly biasValue: Tensor;
  readonly weightOutput: Tensor;
  readonly biasOutput: Tensor;
}

export interface AttentionOptions {
  readonly heads?: number;
  readonly causal?: boolean;
  readonly mask?: Tensor;
}

export interface AttentionGradients {
  readonly gradQuery: Tensor;
  readonly gradKey: Tensor;
  readonly gradValue: Tensor;
  readonly gradParameters: AttentionParameters;
}
${order.map((part) => parts[part]).join("")}`;
};

function linear(decide: Decide): string {
  const back = decide(
    `
function linearBackward(x: Tensor, weight: Tensor, gradOutput: Tensor) {
  const rows = gradOutput.reshape([-1, weight.shape[0]!]);
  const flat = x.reshape([-1, weight.shape[1]!]);
  return { gradInput: gradOutput.matmul(weight), gradWeight: rows.T.matmul(flat), gradBias: rows.sum(0) };
}
`,
    `
const linearBackward = (x: Tensor, weight: Tensor, gradOutput: Tensor) => {
  const gradWeight = gradOutput.T.matmul(x).sum(0);
  const gradBias = gradOutput.sum([0, 1]);
  const gradInput = gradOutput.matmul(weight);
  return { gradInput, gradWeight, gradBias };
};
`,
    `
function linearBackward(x: Tensor, weight: Tensor, gradOutput: Tensor) {
  let gradWeight = weight.mul(0);
  for (let n = 0; n < x.shape[0]!; n++) {
    gradWeight = gradWeight.add(gradOutput.slice(n).T.matmul(x.slice(n)));
  }
  return { gradWeight, gradBias: gradOutput.sum([0, 1]), gradInput: gradOutput.matmul(weight) };
}
`,
  );
  return (
    decide(
      `
function linear(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return x.matmul(weight.T).add(bias);
}
`,
      `
const linear = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => x.matmul(weight.transpose()).add(bias);
`,
    ) + back
  );
}

function heads(decide: Decide): string {
  return decide(
    `
function splitHeads(x: Tensor, heads: number): Tensor {
  const [batch, steps, features] = x.shape as [number, number, number];
  return x.reshape([batch, steps, heads, features / heads]).transpose([0, 2, 1, 3]);
}

function mergeHeads(x: Tensor): Tensor {
  const [batch, heads, steps, size] = x.shape as [number, number, number, number];
  return x.transpose([0, 2, 1, 3]).reshape([batch, steps, heads * size]);
}
`,
    `
const splitHeads = (x: Tensor, heads: number): Tensor => {
  const size = x.shape[2]! / heads;
  const apart = x.reshape([x.shape[0]!, x.shape[1]!, heads, size]);
  return apart.transpose([0, 2, 1, 3]);
};

const mergeHeads = (x: Tensor): Tensor => {
  const together = x.transpose([0, 2, 1, 3]);
  return together.reshape([together.shape[0]!, together.shape[1]!, together.shape[2]! * together.shape[3]!]);
};
`,
    `
function swap(x: Tensor): Tensor {
  return x.transpose([0, 2, 1, 3]);
}

function splitHeads(x: Tensor, heads: number): Tensor {
  const shape = [...x.shape.slice(0, 2), heads, x.shape.at(-1)! / heads];
  return swap(x.reshape(shape));
}

function mergeHeads(x: Tensor): Tensor {
  const turned = swap(x);
  return turned.reshape([...turned.shape.slice(0, 2), -1]);
}
`,
  );
}

/** The softmax over what may be seen. */
function weights(decide: Decide): string {
  const allowed = decide(
    `const [batch, , steps, sources] = scores.shape as [number, number, number, number];
  const masked = scores.map((score, index) => {
    const source = index % sources;
    const step = Math.floor(index / sources) % steps;
    const sequence = Math.floor(index / (scores.size / batch));
    if (causal && source > step) return -Infinity;
    if (mask && mask.at(sequence, source) === 0) return -Infinity;
    return score;
  });`,
    `const sources = scores.shape[3]!;
  const steps = scores.shape[2]!;
  const perSequence = scores.size / scores.shape[0]!;
  const hidden = (index: number): boolean => {
    const key = index % sources;
    const late = causal && key > Math.floor(index / sources) % steps;
    return late || (mask !== undefined && mask.data[Math.floor(index / perSequence) * sources + key] === 0);
  };
  const masked = scores.map((score, index) => (hidden(index) ? -Infinity : score));`,
    `const masked = scores.map((score) => score);
  const [batch, heads, steps, sources] = scores.shape as [number, number, number, number];
  let at = 0;
  for (let n = 0; n < batch; n++)
    for (let h = 0; h < heads; h++)
      for (let t = 0; t < steps; t++)
        for (let s = 0; s < sources; s++) {
          const open = (!causal || s <= t) && (mask === undefined || mask.at(n, s) !== 0);
          if (!open) masked.data[at] = -Infinity;
          at++;
        }`,
  );
  const softmax = decide(
    `const largest = masked.max(-1, { keepDims: true }).map((value) => (value === -Infinity ? 0 : value));
  const powers = masked.sub(largest).exp();
  const sums = powers.sum(-1, { keepDims: true });
  return powers.div(sums.map((sum) => (sum === 0 ? 1 : sum)));`,
    `const peak = masked.max(-1, { keepDims: true }).maximum(-Number.MAX_VALUE);
  const exponentials = masked.sub(peak).map((value) => Math.exp(value));
  const normaliser = exponentials.sum(-1, { keepDims: true }).maximum(Number.MIN_VALUE);
  return exponentials.div(normaliser);`,
    `const result = masked.mul(1);
  const width = masked.shape[3]!;
  for (let row = 0; row < masked.size; row += width) {
    const entries = [...masked.data.slice(row, row + width)];
    const top = Math.max(...entries);
    const total = entries.reduce((sum, entry) => sum + (top === -Infinity ? 0 : Math.exp(entry - top)), 0);
    entries.forEach((entry, index) => {
      result.data[row + index] = total === 0 ? 0 : Math.exp(entry - top) / total;
    });
  }
  return result;`,
  );
  return `
function attentionWeights(scores: Tensor, causal: boolean, mask: Tensor | undefined): Tensor {
  ${allowed}
  ${softmax}
}
`;
}

/** All that both directions need. */
function attend(decide: Decide): string {
  const refuse = decide(
    `const features = query.shape[2]!;
  if (features % heads !== 0) throw new RangeError(\`\${features} features do not divide into \${heads} heads\`);
  if (mask && mask.shape.join() !== key.shape.slice(0, 2).join()) throw new ShapeError("mask is not [N, S]");`,
    `if (mask !== undefined) {
    const [sequences, sources] = key.shape;
    const fits = mask.rank === 2 && mask.shape[0] === sequences && mask.shape[1] === sources;
    if (!fits) throw new ShapeError(\`the mask should be [\${sequences}, \${sources}]\`);
  }
  if (!Number.isInteger(query.shape[2]! / heads)) {
    throw new RangeError("heads should divide the number of features");
  }`,
  );
  const project = decide(
    `const Q = splitHeads(linear(query, parameters.weightQuery, parameters.biasQuery), heads);
  const K = splitHeads(linear(key, parameters.weightKey, parameters.biasKey), heads);
  const V = splitHeads(linear(value, parameters.weightValue, parameters.biasValue), heads);`,
    `const { weightQuery, biasQuery, weightKey, biasKey, weightValue, biasValue } = parameters;
  const [Q, K, V] = [
    splitHeads(linear(query, weightQuery, biasQuery), heads),
    splitHeads(linear(key, weightKey, biasKey), heads),
    splitHeads(linear(value, weightValue, biasValue), heads),
  ] as const;`,
    `const project = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => splitHeads(linear(x, weight, bias), heads);
  const Q = project(query, parameters.weightQuery, parameters.biasQuery);
  const K = project(key, parameters.weightKey, parameters.biasKey);
  const V = project(value, parameters.weightValue, parameters.biasValue);`,
  );
  const score = decide(
    `const scale = 1 / Math.sqrt(Q.shape[3]!);
  const scores = Q.matmul(K.T).mul(scale);`,
    `const scale = Math.sqrt(Q.shape.at(-1)!) ** -1;
  const scores = Q.mul(scale).matmul(K.T);`,
    `const size = query.shape[2]! / heads;
  const scale = Math.pow(size, -0.5);
  const products = Q.matmul(K.transpose([0, 1, 3, 2]));
  const scores = products.mul(scale);`,
  );
  return `
function attend(
  [query, key, value]: readonly [Tensor, Tensor, Tensor],
  parameters: AttentionParameters,
  { heads = 1, causal = false, mask }: AttentionOptions,
) {
  ${refuse}
  ${project}
  ${score}
  const A = attentionWeights(scores, causal, mask);
  const joined = mergeHeads(A.matmul(V));
  return { Q, K, V, A, joined, scale };
}
`;
}

function forward(decide: Decide): string {
  const body = decide(
    `const { joined } = attend([query, key, value], parameters, options);
  return linear(joined, parameters.weightOutput, parameters.biasOutput);`,
    `const { weightOutput, biasOutput } = parameters;
  const heads = attend([query, key, value], parameters, options).joined;
  return linear(heads, weightOutput, biasOutput);`,
  );
  return `
export function multiHeadAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  options: AttentionOptions = {},
): Tensor {
  ${body}
}
`;
}

function backward(decide: Decide): string {
  const throughHeads = decide(
    `const gradV = A.T.matmul(gradHeads);
  const gradA = gradHeads.matmul(V.T);
  const expected = gradA.mul(A).sum(-1, { keepDims: true });
  const gradScores = A.mul(gradA.sub(expected)).mul(scale);
  const gradQ = gradScores.matmul(K);
  const gradK = gradScores.T.matmul(Q);`,
    `const gradA = gradHeads.matmul(V.transpose([0, 1, 3, 2]));
  const weighted = A.mul(gradA);
  const gradScores = weighted.sub(A.mul(weighted.sum(-1, { keepDims: true })));
  const gradQ = gradScores.matmul(K).mul(scale);
  const gradK = gradScores.transpose([0, 1, 3, 2]).matmul(Q).mul(scale);
  const gradV = A.transpose([0, 1, 3, 2]).matmul(gradHeads);`,
  );
  const finish = decide(
    `const fromQuery = linearBackward(query, parameters.weightQuery, mergeHeads(gradQ));
  const fromKey = linearBackward(key, parameters.weightKey, mergeHeads(gradK));
  const fromValue = linearBackward(value, parameters.weightValue, mergeHeads(gradV));
  return {
    gradQuery: fromQuery.gradInput,
    gradKey: fromKey.gradInput,
    gradValue: fromValue.gradInput,
    gradParameters: {
      weightQuery: fromQuery.gradWeight,
      biasQuery: fromQuery.gradBias,
      weightKey: fromKey.gradWeight,
      biasKey: fromKey.gradBias,
      weightValue: fromValue.gradWeight,
      biasValue: fromValue.gradBias,
      weightOutput: last.gradWeight,
      biasOutput: last.gradBias,
    },
  };`,
    `const { weightQuery, weightKey, weightValue } = parameters;
  const q = linearBackward(query, weightQuery, mergeHeads(gradQ));
  const k = linearBackward(key, weightKey, mergeHeads(gradK));
  const v = linearBackward(value, weightValue, mergeHeads(gradV));
  const gradParameters: AttentionParameters = {
    weightOutput: last.gradWeight,
    biasOutput: last.gradBias,
    weightQuery: q.gradWeight,
    weightKey: k.gradWeight,
    weightValue: v.gradWeight,
    biasQuery: q.gradBias,
    biasKey: k.gradBias,
    biasValue: v.gradBias,
  };
  return { gradQuery: q.gradInput, gradKey: k.gradInput, gradValue: v.gradInput, gradParameters };`,
    `const back = [
    linearBackward(query, parameters.weightQuery, mergeHeads(gradQ)),
    linearBackward(key, parameters.weightKey, mergeHeads(gradK)),
    linearBackward(value, parameters.weightValue, mergeHeads(gradV)),
  ] as const;
  const [gradQuery, gradKey, gradValue] = back.map(({ gradInput }) => gradInput) as [Tensor, Tensor, Tensor];
  const [weightQuery, weightKey, weightValue] = back.map(({ gradWeight }) => gradWeight) as [Tensor, Tensor, Tensor];
  const [biasQuery, biasKey, biasValue] = back.map(({ gradBias }) => gradBias) as [Tensor, Tensor, Tensor];
  const weightOutput = last.gradWeight;
  const biasOutput = last.gradBias;
  const gradParameters = {
    weightQuery,
    biasQuery,
    weightKey,
    biasKey,
    weightValue,
    biasValue,
    weightOutput,
    biasOutput,
  };
  return { gradQuery, gradKey, gradValue, gradParameters };`,
  );
  return `
export function multiHeadAttentionBackward(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  parameters: AttentionParameters,
  gradOutput: Tensor,
  options: AttentionOptions = {},
): AttentionGradients {
  const { Q, K, V, A, joined, scale } = attend([query, key, value], parameters, options);
  const last = linearBackward(joined, parameters.weightOutput, gradOutput);
  const gradHeads = splitHeads(last.gradInput, ${decide("Q.shape[1]!", "options.heads ?? 1")});
  ${throughHeads}
  ${finish}
}
`;
}
