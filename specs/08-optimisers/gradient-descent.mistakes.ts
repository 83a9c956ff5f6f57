import { zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  GradientDescent,
  miniBatchDescent,
  type BatchOptions,
  type GradientDescentOptions,
} from "#reference/08-optimisers/gradient-descent.ts";
import type { GradientDescentModule } from "./gradient-descent.programs.ts";

interface Step {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly learningRate: number;
  /** Of the first parameter, at this step. */
  readonly firstGradient: Tensor;
  /** Sum of the gradients of this parameter so far. */
  readonly total: Tensor;
}

/** Gradient descent that makes something else of a gradient. */
function descentWith(stepped: (step: Step) => Tensor): GradientDescentModule["GradientDescent"] {
  return class {
    readonly options: Required<GradientDescentOptions>;
    readonly totals: Tensor[] = [];
    constructor(options: GradientDescentOptions = {}) {
      this.options = new GradientDescent(options).options;
    }
    step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
      new GradientDescent(this.options).step(parameters, gradients); // refuses what does not fit
      return parameters.map((parameter, index) => {
        const gradient = gradients[index]!;
        const total = (this.totals[index] ?? zeros(parameter.shape)).add(gradient);
        this.totals[index] = total;
        return stepped({ parameter, gradient, total, firstGradient: gradients[0]!, ...this.options });
      });
    }
  };
}

interface Batch {
  readonly input: Tensor;
  readonly target: Tensor;
  readonly weight: Tensor;
  readonly batchSize: number;
  /** The weight with which the epoch began. */
  readonly before: Tensor;
}

interface Rules {
  /** The gradient over a batch. */
  gradient(batch: Batch): Tensor;
  /** Which examples a batch holds. */
  examples(order: Tensor, epoch: number, start: number, batchSize: number): Tensor;
  /** Where the last batch may begin. */
  end(examples: number, batchSize: number): number;
  start(size: number): Tensor;
}

const right: Rules = {
  gradient: ({ input, target, weight }) => input.matmul(weight).sub(target).matmul(input).div(target.size),
  examples: (order, epoch, start, batchSize) => order.slice(epoch, [start, start + batchSize]),
  end: (examples) => examples,
  start: (size) => zeros([size]),
};

function fitWith(changed: Partial<Rules>): GradientDescentModule["miniBatchDescent"] {
  const rules = { ...right, ...changed };
  return (input, target, order, options: BatchOptions = {}) => {
    miniBatchDescent(input, target, order, options); // refuses what is wrong
    const { learningRate = 0.001, batchSize = target.size } = options;
    let weight = rules.start(input.shape[1]!);
    for (let epoch = 0; epoch < order.shape[0]!; epoch++) {
      const before = weight;
      for (let start = 0; start < rules.end(target.size, batchSize); start += batchSize) {
        const batch = rules.examples(order, epoch, start, batchSize);
        const part = { input: input.gather(batch), target: target.gather(batch) };
        weight = weight.sub(rules.gradient({ ...part, weight, batchSize, before }).mul(learningRate));
      }
    }
    return weight;
  };
}

export default mistakes<GradientDescentModule>({
  climbs: {
    looksLike: "The step is added: the parameters climb instead of descending.",
    reread: "θ ← θ − α g: minus",
    GradientDescent: descentWith(({ parameter, gradient, learningRate }) => parameter.add(gradient.mul(learningRate))),
  },
  "learning rate left out": {
    looksLike: "The whole gradient is taken off: the learning rate is missing.",
    reread: "θ ← θ − α g",
    GradientDescent: descentWith(({ parameter, gradient }) => parameter.sub(gradient)),
  },
  "sign of the gradient": {
    looksLike: "Only the sign of the gradient counts: every step has the size of the learning rate.",
    reread: "θ ← θ − α g: a steep slope makes a long step",
    GradientDescent: descentWith(({ parameter, gradient, learningRate }) =>
      parameter.sub(gradient.sign().mul(learningRate)),
    ),
  },
  "first gradient for all": {
    looksLike: "Every parameter goes by the gradient of the first.",
    reread: "gradients: one for each parameter, in the same order",
    GradientDescent: descentWith(({ parameter, firstGradient, learningRate }) =>
      parameter.sub(firstGradient.mul(learningRate)),
    ),
  },
  "gradients add up": {
    looksLike: "Gradients of earlier steps are still in the step, as if they had not been set to zero.",
    reread: "θ ← θ − α g: nothing is kept from one step to the next",
    GradientDescent: descentWith(({ parameter, total, learningRate }) => parameter.sub(total.mul(learningRate))),
  },
  "anything goes": {
    looksLike: "Gradients of another shape or number are taken, and broadcasting makes another parameter of them.",
    reread: "gradients: one for each parameter, of its shape",
    GradientDescent: class {
      readonly learningRate: number;
      constructor({ learningRate = 0.001 }: GradientDescentOptions = {}) {
        this.learningRate = learningRate;
      }
      step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        return parameters.map((parameter, index) => parameter.sub(gradients[index]!.mul(this.learningRate)));
      }
    },
  },
  "sum over the batch": {
    looksLike: "The gradients of a batch are summed, not averaged.",
    reread: "w ← w − α (1/|B|) Σ_{n ∈ B} …",
    miniBatchDescent: fitWith({ gradient: (batch) => right.gradient(batch).mul(batch.target.size) }),
  },
  "short batch counted as full": {
    looksLike: "The last batch is divided by batchSize, though it holds fewer examples.",
    reread: "(1/|B|) Σ_{n ∈ B}: |B| is the number of examples in this batch",
    miniBatchDescent: fitWith({
      gradient: (batch) => right.gradient(batch).mul(batch.target.size / batch.batchSize),
    }),
  },
  "short batch dropped": {
    looksLike: "The examples that don't fill a batch are left out of the epoch.",
    reread: "An epoch shows every example once; the last batch takes what is left",
    miniBatchDescent: fitWith({ end: (examples, batchSize) => examples - (examples % batchSize) }),
  },
  "order ignored": {
    looksLike: "Every epoch shows the examples from the first to the last, whatever the order asked for.",
    reread: "order: for each epoch the numbers of the examples, in the order in which it shows them",
    miniBatchDescent: fitWith({
      examples: (order, _, start, batchSize) => {
        const sorted = order.slice(0).map((_, n) => n);
        return sorted.slice([start, start + batchSize]);
      },
    }),
  },
  "first epoch's order for all": {
    looksLike: "All epochs show the examples in the order of the first.",
    reread: "order: [E, N], a row for each epoch",
    miniBatchDescent: fitWith({
      examples: (order, _, start, batchSize) => right.examples(order, 0, start, batchSize),
    }),
  },
  "slope at the beginning of the epoch": {
    looksLike: "All batches of an epoch take their slope at the weights with which the epoch began.",
    reread: "w ← w − α …: each step starts where the last one ended",
    miniBatchDescent: fitWith({ gradient: (batch) => right.gradient({ ...batch, weight: batch.before }) }),
  },
  "slope without the ½": {
    looksLike: "The gradient is twice as large: that of the squared error without its ½.",
    reread: "the gradient of (1/|B|) Σ ½ (w · x_n − t_n)²",
    miniBatchDescent: fitWith({ gradient: (batch) => right.gradient(batch).mul(2) }),
  },
  "starts at one": {
    looksLike: "The descent starts from ones, not from zeros.",
    reread: "returns weights after the last epoch, from 0",
    miniBatchDescent: fitWith({ start: (size) => zeros([size]).add(1) }),
  },
});
