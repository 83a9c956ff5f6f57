import { type Tensor } from "#tensor";
import { linear, linearBackward, type LinearGradients } from "#reference/07-backprop/linear-layer.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/07-backprop/linear-layer.ts");

interface Pass {
  readonly input: Tensor;
  readonly weight: Tensor;
  readonly gradOutput: Tensor;
  /** Input and gradOutput with all vectors below each other: [M, D] and [M, E]. */
  readonly vectors: Tensor;
  readonly rows: Tensor;
}

/** The gradients, some of them worked out in another way. */
function backwardWith(
  change: (pass: Pass, right: LinearGradients) => Partial<LinearGradients>,
): Module["linearBackward"] {
  return (input, weight, bias, gradOutput) => {
    const right = linearBackward(input, weight, bias, gradOutput); // refuses what does not fit
    const [outputs, features] = weight.shape as readonly [number, number];
    const [vectors, rows] = [input.reshape([-1, features]), gradOutput.reshape([-1, outputs])];
    return { ...right, ...change({ input, weight, gradOutput, vectors, rows }, right) };
  };
}

const count = ({ rows }: Pass): number => rows.shape[0]!;

/** The sum over the first axis alone; the last of what is left is kept, so that the shape fits. */
function overFirstAxis(perVector: Tensor, rank: number, { input }: Pass): Tensor {
  const leading = input.shape.slice(0, -1);
  if (leading.length === 0) return perVector;
  const own = perVector.shape.slice(-rank);
  const summed = perVector.reshape([...leading, ...own]).sum(0);
  return summed.reshape([-1, ...own]).slice(-1);
}

const perVectorWeights = ({ vectors, rows }: Pass): Tensor => rows.expandDims(2).mul(vectors.expandDims(1)); // [M, E, D]

export default mistakes<Module>({
  "weight turned round": {
    looksLike: "The weight is read as [in, out], though it has a row for each output.",
    reread: "y_e = Σ_d W_ed x_d + b_e: the first index of W is that of the output",
    linear: (input, weight, bias) => {
      linear(input, weight, bias); // refuses what does not fit
      const [outputs, features] = weight.shape as readonly [number, number];
      return input.matmul(weight.reshape([features, outputs])).add(bias);
    },
  },
  "no bias": {
    looksLike: "The weighted sums come back without the bias.",
    reread: "y = x Wᵀ + b",
    linear: (input, weight, bias) => linear(input, weight, bias).sub(bias),
  },
  "bias subtracted": {
    looksLike: "The bias is subtracted, as a threshold would be.",
    reread: "y = x Wᵀ + b",
    linear: (input, weight, bias) => linear(input, weight, bias.neg()),
  },
  "bias inside the sum": {
    looksLike: "The bias is added to every term of the weighted sum: D times.",
    reread: "y_e = Σ_d W_ed x_d + b_e: the sum ends before the bias",
    linear: (input, weight, bias) => linear(input, weight, bias.mul(weight.shape[1]!)),
  },
  "bias before the weights": {
    looksLike: "The bias is multiplied by the output's weights, as if it had been added to the inputs.",
    reread: "y = x Wᵀ + b: first the product, then the bias",
    linear: (input, weight, bias) => linear(input, weight, bias.mul(weight.sum(1))),
  },
  "axes run together": {
    looksLike: "All vectors come back below each other as [M, E]: the axes that stood before the features are lost.",
    reread: "input […, D], returns […, E]",
    linear: (input, weight, bias) => linear(input, weight, bias).reshape([-1, bias.size]),
  },
  "average over the inputs": {
    looksLike: "The weighted sum is divided by the number of inputs.",
    reread: "y_e = Σ_d W_ed x_d + b_e: a sum, not a mean",
    linear: (input, weight, bias) => linear(input, weight.div(weight.shape[1]!), bias),
  },
  "a single bias broadcast": {
    looksLike: "A bias of one number is accepted for several outputs, and added to all of them.",
    reread: "ShapeError: when the sizes of weight or bias do not fit",
    linear: (input, weight, bias) =>
      linear(input, weight, bias.size === 1 ? bias.reshape([-1]).broadcastTo([weight.shape[0]!]) : bias),
  },
  "weight's gradient averaged": {
    looksLike:
      "The gradient of the weight is divided by the number of vectors; the mean is part of the loss, and has come with gradOutput.",
    reread: "dL/dW = Σ Gᵀ x: a sum over all vectors",
    linearBackward: backwardWith((pass, { gradWeight }) => ({ gradWeight: gradWeight.div(count(pass)) })),
  },
  "bias's gradient averaged": {
    looksLike: "The gradient of the bias is the mean over the vectors.",
    reread: "dL/db = Σ G: a sum over all vectors",
    linearBackward: backwardWith((pass, { gradBias }) => ({ gradBias: gradBias.div(count(pass)) })),
  },
  "both averaged": {
    looksLike: "The gradients of weight and bias are divided by the number of vectors, as the loss has already done.",
    reread: "dL/dW = Σ Gᵀ x, dL/db = Σ G: sums over all vectors",
    linearBackward: backwardWith((pass, { gradWeight, gradBias }) => ({
      gradWeight: gradWeight.div(count(pass)),
      gradBias: gradBias.div(count(pass)),
    })),
  },
  "bias's gradient summed over the outputs": {
    looksLike: "The gradient of the bias is one number, the sum of all of gradOutput, for every output.",
    reread: "dL/db = Σ G: over the vectors, and for each output",
    linearBackward: backwardWith(({ rows }, { gradBias }) => ({ gradBias: rows.sum().broadcastTo(gradBias.shape) })),
  },
  "bias's gradient over the first axis alone": {
    looksLike:
      "The gradient of the bias is summed over the first axis; the other axes before the features are forgotten.",
    reread: "dL/db = Σ G: over all vectors, on however many axes they stand",
    linearBackward: backwardWith((pass) => ({ gradBias: overFirstAxis(pass.rows, 1, pass) })),
  },
  "weight's gradient over the first axis alone": {
    looksLike:
      "The gradient of the weight is summed over the first axis; the other axes before the features are forgotten.",
    reread: "dL/dW = Σ Gᵀ x: over all vectors, on however many axes they stand",
    linearBackward: backwardWith((pass) => ({ gradWeight: overFirstAxis(perVectorWeights(pass), 2, pass) })),
  },
  "last vector only": {
    looksLike: "The gradient of the weight comes from the last vector alone: the others were overwritten (= for +=).",
    reread: "dL/dW = Σ Gᵀ x: a sum over all vectors",
    linearBackward: backwardWith(({ vectors, rows }) => ({
      gradWeight: rows.slice([-1, null]).T.matmul(vectors.slice([-1, null])),
    })),
  },
  "bias's gradient left out": {
    looksLike: "The bias gets no gradient.",
    reread: "dL/db = Σ G",
    linearBackward: backwardWith((_, { gradBias }) => ({ gradBias: gradBias.mul(0) })),
  },
  "weight's gradient turned round": {
    looksLike: "The entries of the weight's gradient stand as in xᵀ G, which is [in, out].",
    reread: "dL/dW = Σ Gᵀ x, of the shape of W",
    linearBackward: backwardWith(({ weight }, { gradWeight }) => ({ gradWeight: gradWeight.T.reshape(weight.shape) })),
  },
  "weight turned round on the way back": {
    looksLike: "gradOutput is multiplied by Wᵀ on its way to the input; it is W.",
    reread: "dL/dx = G W",
    linearBackward: backwardWith(({ weight, gradOutput }) => ({
      gradInput: gradOutput.matmul(weight.T.reshape(weight.shape)),
    })),
  },
  "gradient of the input without gradOutput": {
    looksLike: "The input gets the column sums of the weight, whatever gradOutput is.",
    reread: "dL/dx = G W",
    linearBackward: backwardWith(({ weight, input }) => ({ gradInput: weight.sum(0).broadcastTo(input.shape) })),
  },
  "gradient of the weight without gradOutput": {
    looksLike: "Each row of the weight gets the sum of the inputs, whatever gradOutput is.",
    reread: "dL/dW = Σ Gᵀ x",
    linearBackward: backwardWith(({ vectors, weight }) => ({ gradWeight: vectors.sum(0).broadcastTo(weight.shape) })),
  },
});
