import { concatenate, stack, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { inceptionModule, inceptionModuleBackward } from "#reference/10-convolutional-networks/inception-module.ts";
import type { InceptionParameters } from "#reference/10-convolutional-networks/inception-module.ts";
import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/inception-module.ts");

const relu = (x: Tensor): Tensor => x.maximum(0);
const same = (x: Tensor, weight: Tensor, bias: Tensor): Tensor =>
  conv2d(x, weight, bias, { padding: (weight.shape[3]! - 1) / 2 });
const pool = (x: Tensor): Tensor => maxPool2d(x, 3, { stride: 1, padding: 1 });

/** Places outside the image count as `edge`. */
const poolWith = (x: Tensor, edge: number): Tensor =>
  maxPool2d(
    x.pad(
      [
        [0, 0],
        [0, 0],
        [1, 1],
        [1, 1],
      ],
      edge,
    ),
    3,
    { stride: 1 },
  );

/** The parts of a module, each of which may be another. */
interface Parts {
  readonly activation?: (maps: Tensor) => Tensor;
  readonly reduced?: (maps: Tensor) => Tensor;
  readonly pooled?: (input: Tensor, p: InceptionParameters) => Tensor;
  readonly join?: (branches: readonly Tensor[]) => Tensor;
}

const moduleWith =
  ({ activation = relu, reduced = relu, pooled, join }: Parts): Module["inceptionModule"] =>
  (input, p) => {
    inceptionModule(input, p);
    const branches = [
      activation(same(input, p.weight1, p.bias1)),
      activation(same(reduced(same(input, p.weightReduce3, p.biasReduce3)), p.weight3, p.bias3)),
      activation(same(reduced(same(input, p.weightReduce5, p.biasReduce5)), p.weight5, p.bias5)),
      pooled?.(input, p) ?? activation(same(pool(input), p.weightPool, p.biasPool)),
    ];
    return join?.(branches) ?? concatenate(branches, 1);
  };

/** A larger kernel of which only the middle is used, moved on by so many rows and columns. */
const shiftedBy =
  (rows: number): Module["inceptionModule"] =>
  (input, p) => {
    const right = inceptionModule(input, p);
    const first = p.weight1.shape[0]! + p.weight3.shape[0]!;
    const end = first + p.weight5.shape[0]!;
    const wide = conv2d(relu(same(input, p.weightReduce5, p.biasReduce5)), p.weight5, p.bias5, { padding: 2 + rows });
    const [height, width] = input.shape.slice(2) as [number, number];
    const cut = relu(wide).slice(null, null, [0, height], [0, width]);
    return concatenate([right.slice(null, [0, first]), cut, right.slice(null, [end, right.shape[1]!])], 1);
  };

/** Where a backward pass departs from the right one. */
interface Slips {
  readonly cut?: (gradOutput: Tensor, sizes: readonly number[]) => readonly Tensor[];
  readonly gate?: (gradient: Tensor, output: Tensor, isReduction: boolean) => Tensor;
  readonly sum?: (parts: readonly Tensor[]) => Tensor;
  readonly throughPool?: (input: Tensor, gradPooled: Tensor) => Tensor;
}

const cutInOrder = (gradOutput: Tensor, sizes: readonly number[], order = [0, 1, 2, 3]): readonly Tensor[] => {
  const parts: Tensor[] = [];
  let channel = 0;
  for (const branch of order) {
    parts[branch] = gradOutput.slice(null, [channel, channel + sizes[branch]!]);
    channel += sizes[branch]!;
  }
  return parts;
};

const backwardWith =
  (slips: Slips): Module["inceptionModuleBackward"] =>
  (input, p, gradOutput) => {
    const back = (x: Tensor, weight: Tensor, bias: Tensor, gradient: Tensor, isReduction = false) => {
      const output = relu(same(x, weight, bias));
      const gated = slips.gate?.(gradient, output, isReduction) ?? gradient.mul(output.greater(0));
      return conv2dBackward(x, weight, bias, gated, { padding: (weight.shape[3]! - 1) / 2 });
    };
    const sizes = [p.weight1, p.weight3, p.weight5, p.weightPool].map(({ shape }) => shape[0]!);
    const [g1, g3, g5, gPool] = (slips.cut ?? cutInOrder)(gradOutput, sizes) as [Tensor, Tensor, Tensor, Tensor];
    const one = back(input, p.weight1, p.bias1, g1);
    const three = back(relu(same(input, p.weightReduce3, p.biasReduce3)), p.weight3, p.bias3, g3);
    const five = back(relu(same(input, p.weightReduce5, p.biasReduce5)), p.weight5, p.bias5, g5);
    const last = back(pool(input), p.weightPool, p.biasPool, gPool);
    const reduce3 = back(input, p.weightReduce3, p.biasReduce3, three.gradInput, true);
    const reduce5 = back(input, p.weightReduce5, p.biasReduce5, five.gradInput, true);
    const throughPool =
      slips.throughPool?.(input, last.gradInput) ??
      maxPool2dBackward(input, 3, last.gradInput, { stride: 1, padding: 1 });
    const parts = [one.gradInput, reduce3.gradInput, reduce5.gradInput, throughPool];
    return {
      gradInput: slips.sum?.(parts) ?? parts.reduce((sum, part) => sum.add(part)),
      gradParameters: {
        weight1: one.gradWeight,
        bias1: one.gradBias,
        weightReduce3: reduce3.gradWeight,
        biasReduce3: reduce3.gradBias,
        weight3: three.gradWeight,
        bias3: three.gradBias,
        weightReduce5: reduce5.gradWeight,
        biasReduce5: reduce5.gradBias,
        weight5: five.gradWeight,
        bias5: five.gradBias,
        weightPool: last.gradWeight,
        biasPool: last.gradBias,
      },
    };
  };

export default mistakes<Module>({
  "no ReLU behind the branches": {
    looksLike: "The branches end without ReLU: negative entries come out.",
    reread: "c(W, x) = ReLU(W ⋆ x + b)",
    inceptionModule: moduleWith({ activation: (maps) => maps }),
  },
  "no ReLU behind the reductions": {
    looksLike:
      "The 1 × 1 convolutions before the larger kernels have no ReLU, so that two convolutions do no more than one.",
    reread: "a₃ = c(W₃, c(R₃, x)), where c ends with a ReLU",
    inceptionModule: moduleWith({ reduced: (maps) => maps }),
  },
  "padding that wins": {
    looksLike: "The pooling counts what lies outside the image as 0, which wins where all values are negative.",
    reread: "max pool(x) with padding 1: the padding never wins",
    inceptionModule: moduleWith({
      pooled: (input, p) => relu(same(poolWith(input, 0), p.weightPool, p.biasPool)),
    }),
  },
  "pooling left out": {
    looksLike: "The fourth branch is a 1 × 1 convolution of the image itself, without pooling.",
    reread: "a_P = c(W_P, max pool(x))",
    inceptionModule: moduleWith({ pooled: (input, p) => relu(same(input, p.weightPool, p.biasPool)) }),
  },
  "pooling behind the convolution": {
    looksLike: "In the fourth branch the 1 × 1 convolution comes first and the pooling behind it.",
    reread: "a_P = c(W_P, max pool(x))",
    inceptionModule: moduleWith({ pooled: (input, p) => pool(relu(same(input, p.weightPool, p.biasPool))) }),
  },
  "pooling behind the convolution, then ReLU": {
    looksLike: "The fourth branch pools what its 1 × 1 convolution gives, not the image.",
    reread: "a_P = c(W_P, max pool(x))",
    inceptionModule: moduleWith({
      pooled: (input, p) => maxPool2d(same(input, p.weightPool, p.biasPool), 3, { stride: 1, padding: 1 }),
    }),
  },
  "average for maximum": {
    looksLike: "The fourth branch takes the average of each window instead of the largest value.",
    reread: "a_P = c(W_P, max pool(x))",
    inceptionModule: moduleWith({
      pooled: (input, p) => {
        const padded = input.pad([
          [0, 0],
          [0, 0],
          [1, 1],
          [1, 1],
        ]);
        const [height, width] = input.shape.slice(2) as [number, number];
        const shifts = [0, 1, 2].flatMap((k) =>
          [0, 1, 2].map((l) => padded.slice(null, null, [k, k + height], [l, l + width])),
        );
        return relu(same(stack(shifts).mean(0), p.weightPool, p.biasPool));
      },
    }),
  },
  "branches in reverse": {
    looksLike: "The channels of the last branch come first.",
    reread: "y = [a₁; a₃; a₅; a_P]",
    inceptionModule: moduleWith({ join: (branches) => concatenate(branches.toReversed(), 1) }),
  },
  "pooling before 5 × 5": {
    looksLike: "The channels of the pooling branch come before those of 5 × 5.",
    reread: "y = [a₁; a₃; a₅; a_P]",
    inceptionModule: moduleWith({
      join: ([one, three, five, last]) => concatenate([one!, three!, last!, five!], 1),
    }),
  },
  "joined by rows": {
    looksLike: "The branches are put below each other: more rows instead of more channels.",
    reread: "returns: [N, O1 + O3 + O5 + OP, H, W]",
    inceptionModule: moduleWith({
      join: (branches) => {
        const channels = Math.min(...branches.map(({ shape }) => shape[1]!));
        return concatenate(
          branches.map((branch) => branch.slice(null, [0, channels])),
          2,
        );
      },
    }),
  },
  "5 × 5 padded by 3": {
    looksLike: "The maps of the 5 × 5 branch lie a row and a column off the others: its padding is not 2.",
    reread: "5 × 5, padded by 2",
    inceptionModule: shiftedBy(1),
  },
  "kernels of any size": {
    looksLike: "Kernels of other sizes than 1, 3, 1, 5 and 1 are used all the same.",
    reread: "throws ShapeError when a kernel has another size than its branch",
    inceptionModule: (input, p) =>
      concatenate(
        [
          relu(same(input, p.weight1, p.bias1)),
          relu(same(relu(same(input, p.weightReduce3, p.biasReduce3)), p.weight3, p.bias3)),
          relu(same(relu(same(input, p.weightReduce5, p.biasReduce5)), p.weight5, p.bias5)),
          relu(same(pool(input), p.weightPool, p.biasPool)),
        ],
        1,
      ),
  },
  "one branch reaches the input": {
    looksLike: "The input gets the gradient of the first branch alone.",
    reread: "dL/dx = Σ dL/dx through a branch",
    inceptionModuleBackward: backwardWith({ sum: ([one]) => one! }),
  },
  "nothing through the pooling": {
    looksLike: "The input gets nothing from the pooling branch.",
    reread: "dL/dx = Σ dL/dx through a branch: four of them",
    inceptionModuleBackward: backwardWith({ sum: ([one, three, five]) => one!.add(three!).add(five!) }),
  },
  "pooling passed as it is": {
    looksLike: "The gradient of the pooled image is handed to the image place by place, not to the largest values.",
    reread: "pooling: the largest value of a window gets its gradient",
    inceptionModuleBackward: backwardWith({ throughPool: (_, gradPooled) => gradPooled }),
  },
  "branches averaged on the way back": {
    looksLike: "The input gets the mean over the branches, not the sum.",
    reread: "dL/dx = Σ dL/dx through a branch",
    inceptionModuleBackward: backwardWith({
      sum: (parts) => parts.reduce((sum, part) => sum.add(part)).div(parts.length),
    }),
  },
  "gradient cut in another order": {
    looksLike:
      "The channels of gradOutput are handed out to the branches in another order than they were put together.",
    reread: "dL/dy is cut into the channels of the four branches",
    inceptionModuleBackward: backwardWith({
      cut: (gradOutput, sizes) => cutInOrder(gradOutput, sizes, [3, 2, 1, 0]),
    }),
  },
  "ReLU of the branches forgotten on the way back": {
    looksLike: "At the end of the branches the gradient goes back where ReLU gave 0, too.",
    reread: "c(W, x) = ReLU(W ⋆ x + b)",
    inceptionModuleBackward: backwardWith({
      gate: (gradient, output, isReduction) => (isReduction ? gradient.mul(output.greater(0)) : gradient),
    }),
  },
  "ReLU of the reductions forgotten on the way back": {
    looksLike: "Behind the reductions the gradient goes back where ReLU gave 0, too.",
    reread: "a₃ = c(W₃, c(R₃, x)): two ReLUs",
    inceptionModuleBackward: backwardWith({
      gate: (gradient, output, isReduction) => (isReduction ? gradient : gradient.mul(output.greater(0))),
    }),
  },
  "average over the batch": {
    looksLike: "The gradients of the parameters are averaged over the images instead of summed.",
    reread: "a mean belongs in the loss, if anywhere",
    inceptionModuleBackward: (input, p, gradOutput) => {
      const right = inceptionModuleBackward(input, p, gradOutput);
      const averaged = Object.entries(right.gradParameters).map(([name, gradient]) => [
        name,
        (gradient as Tensor).div(input.shape[0]!),
      ]);
      return { ...right, gradParameters: Object.fromEntries(averaged) as InceptionParameters };
    },
  },
});
