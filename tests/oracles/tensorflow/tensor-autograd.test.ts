import { beforeAll, describe, it } from "vitest";
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";
import type { Tensor } from "#tensor";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

interface Graph {
  readonly shapes: (sizes: readonly [number, number, number]) => readonly (readonly number[])[];
  readonly own: (...inputs: Variable[]) => Variable;
  readonly oracle: (...inputs: TfTensor[]) => TfTensor;
}

/** Entries are drawn from (0.5, 2), where every operation has a logarithm and a quotient. */
const graphs: { readonly [name: string]: Graph } = {
  "sums, products and quotients that broadcast": {
    shapes: ([a, b, c]) => [[a, b, c], [b, 1], [c]],
    own: (x, y, z) => x.mul(y).add(z).div(y.sub(3)).sub(z),
    oracle: (x, y, z) => x.mul(y).add(z).div(y.sub(3)).sub(z),
  },
  "powers, exponentials and logarithms": {
    shapes: ([a, b]) => [[a, b], [b]],
    own: (x, y) => x.log().exp().pow(2.5).mul(y.neg().exp()).add(x.tanh()),
    oracle: (x, y) => x.log().exp().pow(2.5).mul(y.neg().exp()).add(x.tanh()),
  },
  "a variable that is used on several ways": {
    shapes: ([a, b]) => [[a, b]],
    own: (x) => {
      const y = x.mul(x);
      return y.add(x).mul(y.div(x));
    },
    oracle: (x) => {
      const y = x.mul(x);
      return y.add(x).mul(y.div(x));
    },
  },
  "stacks of matrix products": {
    shapes: ([a, b, c]) => [
      [2, a, b],
      [1, b, c],
    ],
    own: (x, y) => x.matmul(y).relu(),
    oracle: (x, y) => tf.matMul(x, y.tile([2, 1, 1])).relu(),
  },
  "sums and means over axes": {
    shapes: ([a, b, c]) => [[a, b, c]],
    own: (x) => x.sum([0, 2]).mul(x.mean(1, { keepDims: true }).sum(-1)),
    oracle: (x) => x.sum([0, 2]).mul(x.mean(1, true).sum(-1)),
  },
  "other shapes, axes, parts and entries": {
    shapes: ([a, b, c]) => [[a, b + 1, c]],
    own: (x) => x.transpose([2, 0, 1]).slice(null, null, [1, null]).gather([0, 0, -1], 1).reshape([-1]),
    oracle: (x) => {
      const moved = x.transpose([2, 0, 1]);
      const [, rows, columns] = moved.shape as [number, number, number];
      const part = moved.slice([0, 0, 1], [-1, -1, columns - 1]);
      return part.gather(tf.tensor1d([0, 0, rows - 1], "int32"), 1).flatten();
    },
  },
};

describe("tensor-autograd agrees with TensorFlow.js", () => {
  it.each(Object.entries(graphs))("%s: values and gradients", (name, { shapes, own, oracle }) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const inputs = shapes([drawn.size(2), drawn.size(2), drawn.size(2)]).map((shape) => drawn.tensor(shape, 0.5, 2));
      const variables = inputs.map((input) => new Variable(input));
      const result = own(...variables);
      const gradOutput = drawn.tensor(result.value.shape);
      result.backward(gradOutput);
      expectAll(`${name} (seed ${seed})`, result, variables, differentiate(tf, oracle, inputs, gradOutput));
    }
  });

  it("a whole network: the loss of a perceptron with one hidden layer, and the gradients of its parameters", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [examples, features, hidden, outputs] = [drawn.size(2), drawn.size(2), drawn.size(2), drawn.size(2)];
      const [x, y] = [drawn.tensor([examples, features]), drawn.tensor([examples, outputs])];
      const inputs = [
        drawn.tensor([features, hidden]),
        drawn.tensor([hidden]),
        drawn.tensor([hidden, outputs]),
        drawn.tensor([outputs]),
      ];
      const variables = inputs.map((input) => new Variable(input));
      const [w1, b1, w2, b2] = variables as [Variable, Variable, Variable, Variable];
      const loss = new Variable(x).matmul(w1).add(b1).tanh().matmul(w2).add(b2).sub(y).pow(2).mean();
      loss.backward();
      const oracle = (...given: TfTensor[]): TfTensor => {
        const [v1, c1, v2, c2] = given as [TfTensor, TfTensor, TfTensor, TfTensor];
        const layer = (from: TfTensor, weight: TfTensor, bias: TfTensor) => tf.matMul(from, weight).add(bias);
        const [seen, wanted] = [
          tf.tensor2d([...x.data], x.shape as [number, number]),
          tf.tensor2d([...y.data], y.shape as [number, number]),
        ];
        return layer(layer(seen, v1, c1).tanh(), v2, c2)
          .sub(wanted)
          .square()
          .mean();
      };
      expectAll(
        `perceptron (seed ${seed})`,
        loss,
        variables,
        differentiate(
          tf,
          oracle,
          inputs,
          loss.value.map(() => 1),
        ),
      );
    }
  });
});

function expectAll(
  what: string,
  result: { readonly value: Tensor },
  variables: readonly Variable[],
  expected: { readonly value: TfTensor; readonly gradients: readonly TfTensor[] },
): void {
  expectAgreement(what, result.value, expected.value);
  for (const [index, { grad }] of variables.entries())
    expectAgreement(`gradient ${index} of ${what}`, grad, expected.gradients[index]!);
}
