import type { Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { hebb, oja, type HebbOptions } from "#reference/01-neurons/hebb.ts";

type Rule = typeof oja;

/** A neuron trained by another rule, input by input. */
function trainBy(rule: Rule) {
  return (inputs: Tensor, start: Tensor, { learningRate = 0.01, epochs = 100 } = {}): Tensor => {
    let weight = start;
    for (let step = 0; step < epochs * inputs.shape[0]!; step++) {
      const input = inputs.slice(step % inputs.shape[0]!);
      weight = rule(weight, input, weight.matmul(input), { learningRate });
    }
    return weight;
  };
}

/** Oja's rule with another term for forgetting, and the training that uses it. */
function forgetting(term: (weight: Tensor, input: Tensor, output: Tensor) => Tensor) {
  const rule: Rule = (weight, input, output, options?: HebbOptions) =>
    hebb(weight, input, output, options).sub(term(weight, input, output).mul(options?.learningRate ?? 0.1));
  return { oja: rule, trainOja: trainBy(rule) };
}

const unit = (weight: Tensor): Tensor => weight.div(weight.square().sum().sqrt());

export default mistakes<typeof import("#reference/01-neurons/hebb.ts")>({
  "the change alone": {
    looksLike: "The change Δw comes back, not the weight after it.",
    reread: "returns: connections after, w + Δw",
    hebb: (weight, input, output, options) => hebb(weight, input, output, options).sub(weight),
    oja: (weight, input, output, options) => oja(weight, input, output, options).sub(weight),
  },
  "change of the wrong sign": {
    looksLike: "The product is subtracted: cells that are active together are driven apart.",
    reread: "Δw = η x y",
    hebb: (weight, input, output, options) => hebb(weight, input, output.neg(), options),
  },
  "output worked out anew": {
    looksLike: "The output that was given is ignored; w·x is used in its place.",
    reread: "output: activity y, whatever caused it",
    hebb: (weight, input, _output, options) => hebb(weight, input, weight.matmul(input), options),
    oja: (weight, input, _output, options) => oja(weight, input, weight.matmul(input), options),
  },
  "output left out": {
    looksLike: "The input is added whatever the output: a silent cell learns too.",
    reread: "Δw = η x y: both activities",
    hebb: (weight, input, output, options) => hebb(weight, input, output.mul(0).add(1), options),
  },
  "input left out": {
    looksLike: "Every weight changes by η y, whatever came through it.",
    reread: "Δw = η x y: both activities",
    hebb: (weight, input, output, options) => hebb(weight, input.mul(0).add(1), output, options),
  },
  "output not squared": {
    looksLike: "The forgetting is η y w, with y once; a negative output makes the weight grow.",
    reread: "Δw = η y (x − y w) = η (x y − y² w)",
    ...forgetting((weight, _input, output) => weight.mul(output)),
  },
  "forgetting always": {
    looksLike: "The weight decays by η w at every step, also when the cell is silent.",
    reread: "Δw = η y (x − y w): y² in front of w",
    ...forgetting((weight) => weight),
  },
  "forgetting adds": {
    looksLike: "The term y² w is added where it should be taken away.",
    reread: "Δw = η y (x − y w): minus",
    ...forgetting((weight, _input, output) => weight.mul(output.square()).neg()),
  },
  "plain Hebb": {
    looksLike: "Nothing is forgotten: this is Hebb's rule without Oja's term.",
    reread: "Δw = η y (x − y w)",
    oja: hebb,
    trainOja: trainBy(hebb),
  },
  "divided by the length": {
    looksLike: "The weight is divided by its length after a step of Hebb's rule; Oja's rule is what replaces that.",
    reread: "Δw = η y (x − y w)",
    oja: (weight, input, output, options) => unit(hebb(weight, input, output, options)),
    trainOja: trainBy((weight, input, output, options) => unit(hebb(weight, input, output, options))),
  },
  "outputs of the epoch's first weight": {
    looksLike: "All outputs of an epoch are worked out with the weight of its beginning.",
    reread: "y = w·x with the weight that has seen all inputs before",
    trainOja: (inputs, start, { learningRate = 0.01, epochs = 100 } = {}) => {
      let weight = start;
      for (let epoch = 0; epoch < epochs; epoch++) {
        const outputs = inputs.matmul(weight);
        for (let t = 0; t < inputs.shape[0]!; t++) {
          weight = oja(weight, inputs.slice(t), outputs.slice(t), { learningRate });
        }
      }
      return weight;
    },
  },
});
