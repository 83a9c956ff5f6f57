import { zeros, type Tensor } from "#tensor";
import { batchNorm, batchNormBackward } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { residualBlock, residualBlockBackward } from "#reference/10-convolutional-networks/residual-block.ts";
import type { ResidualGradients, ResidualParameters } from "#reference/10-convolutional-networks/residual-block.ts";
import { mistakes } from "#graders/spec/authoring.ts";

type Module = typeof import("#reference/10-convolutional-networks/residual-block.ts");

const noBias = (weight: Tensor): Tensor => zeros([weight.shape[0]!]);
const relu = (x: Tensor): Tensor => x.maximum(0);

/** The parts of a block, each of which may be another. */
interface Parts {
  readonly strides?: (stride: number) => readonly [first: number, second: number];
  readonly between?: (maps: Tensor, p: ResidualParameters) => Tensor;
  readonly projected?: (maps: Tensor, p: ResidualParameters) => Tensor;
  readonly join?: (main: Tensor, shortcut: Tensor) => Tensor;
}

const bnRelu = (maps: Tensor, { gamma1, beta1 }: ResidualParameters): Tensor => relu(batchNorm(maps, gamma1, beta1));

const blockWith =
  (parts: Parts): Module["residualBlock"] =>
  (input, p, options = {}) => {
    const { stride = 1 } = options;
    residualBlock(input, p, options);
    const [first, second] = parts.strides?.(stride) ?? [stride, 1];
    const maps = conv2d(input, p.weight1, noBias(p.weight1), { stride: first, padding: 1 });
    const hidden = (parts.between ?? bnRelu)(maps, p);
    const last = conv2d(hidden, p.weight2, noBias(p.weight2), { stride: second, padding: 1 });
    const main = batchNorm(last, p.gamma2, p.beta2);
    let shortcut = input;
    if (p.weightShortcut) {
      const projected = conv2d(input, p.weightShortcut, noBias(p.weightShortcut), { stride });
      shortcut = parts.projected?.(projected, p) ?? batchNorm(projected, p.gammaShortcut!, p.betaShortcut!);
    }
    return parts.join?.(main, shortcut) ?? relu(main.add(shortcut));
  };

/** Where a backward pass departs from the right one. */
interface Slips {
  readonly sum?: (gradOutput: Tensor, sum: Tensor) => Tensor;
  readonly hidden?: (gradHidden: Tensor, hidden: Tensor) => Tensor;
  readonly normalised?: (maps: Tensor, gamma: Tensor, gradOutput: Tensor) => Tensor;
  readonly shortcut?: (gradSum: Tensor, gradOutput: Tensor) => Tensor;
}

const backwardWith =
  (slips: Slips): Module["residualBlockBackward"] =>
  (input, p, gradOutput, options = {}) => {
    const { stride = 1 } = options;
    const normBackward = (maps: Tensor, gamma: Tensor, beta: Tensor, gradient: Tensor) => {
      const right = batchNormBackward(maps, gamma, beta, gradient);
      return { ...right, gradInput: slips.normalised?.(maps, gamma, gradient) ?? right.gradInput };
    };
    const maps = conv2d(input, p.weight1, noBias(p.weight1), { stride, padding: 1 });
    const hidden = bnRelu(maps, p);
    const last = conv2d(hidden, p.weight2, noBias(p.weight2), { padding: 1 });
    const projected = p.weightShortcut && conv2d(input, p.weightShortcut, noBias(p.weightShortcut), { stride });
    const shortcut = projected ? batchNorm(projected, p.gammaShortcut!, p.betaShortcut!) : input;
    const sum = batchNorm(last, p.gamma2, p.beta2).add(shortcut);
    const gradSum = slips.sum?.(gradOutput, sum) ?? gradOutput.mul(sum.greater(0));
    const norm2 = normBackward(last, p.gamma2, p.beta2, gradSum);
    const conv2 = conv2dBackward(hidden, p.weight2, noBias(p.weight2), norm2.gradInput, { padding: 1 });
    const gradHidden = slips.hidden?.(conv2.gradInput, hidden) ?? conv2.gradInput.mul(hidden.greater(0));
    const norm1 = normBackward(maps, p.gamma1, p.beta1, gradHidden);
    const conv1 = conv2dBackward(input, p.weight1, noBias(p.weight1), norm1.gradInput, { stride, padding: 1 });
    const gradMain = {
      weight1: conv1.gradWeight,
      gamma1: norm1.gradGamma,
      beta1: norm1.gradBeta,
      weight2: conv2.gradWeight,
      gamma2: norm2.gradGamma,
      beta2: norm2.gradBeta,
    };
    const gradShortcut = slips.shortcut?.(gradSum, gradOutput) ?? gradSum;
    if (!projected) return { gradInput: conv1.gradInput.add(gradShortcut), gradParameters: gradMain };
    const norm = normBackward(projected, p.gammaShortcut!, p.betaShortcut!, gradShortcut);
    const conv = conv2dBackward(input, p.weightShortcut, noBias(p.weightShortcut), norm.gradInput, { stride });
    return {
      gradInput: conv1.gradInput.add(conv.gradInput),
      gradParameters: {
        ...gradMain,
        weightShortcut: conv.gradWeight,
        gammaShortcut: norm.gradGamma,
        betaShortcut: norm.gradBeta,
      },
    };
  };

/** The right gradients of the parameters, each changed. */
const parametersChanged =
  (change: (gradient: Tensor, name: string, batch: number) => Tensor): Module["residualBlockBackward"] =>
  (input, ...rest) => {
    const right = residualBlockBackward(input, ...rest);
    const changed = Object.entries(right.gradParameters).map(([name, gradient]) => [
      name,
      change(gradient as Tensor, name, input.shape[0]!),
    ]);
    return { ...right, gradParameters: Object.fromEntries(changed) as ResidualGradients["gradParameters"] };
  };

export default mistakes<Module>({
  "no shortcut": {
    looksLike: "The output is ReLU(F(x)): nothing is added to it.",
    reread: "y = ReLU(F(x) + s(x))",
    residualBlock: blockWith({ join: relu }),
  },
  "ReLU before the sum": {
    looksLike: "ReLU is applied to F(x) alone, before the sum.",
    reread: "y = ReLU(F(x) + s(x))",
    residualBlock: blockWith({ join: (main, shortcut) => relu(main).add(shortcut) }),
  },
  "ReLU before the sum and after it": {
    looksLike: "F(x) goes through a ReLU of its own before it is added, so that the block can't take away.",
    reread: "F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x))): it ends with a normalisation",
    residualBlock: blockWith({ join: (main, shortcut) => relu(relu(main).add(shortcut)) }),
  },
  "no ReLU behind the sum": {
    looksLike: "The sum comes back as it is, negative entries included.",
    reread: "y = ReLU(F(x) + s(x))",
    residualBlock: blockWith({ join: (main, shortcut) => main.add(shortcut) }),
  },
  "no ReLU between the convolutions": {
    looksLike: "Between the convolutions there is no ReLU, so that two of them do no more than one.",
    reread: "F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x)))",
    residualBlock: blockWith({ between: (maps, { gamma1, beta1 }) => batchNorm(maps, gamma1, beta1) }),
  },
  "ReLU before the normalisation": {
    looksLike: "ReLU comes before the first normalisation.",
    reread: "F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x))): normalisation, then ReLU",
    residualBlock: blockWith({ between: (maps, { gamma1, beta1 }) => batchNorm(relu(maps), gamma1, beta1) }),
  },
  "first normalisation left out": {
    looksLike: "The first convolution isn't normalised.",
    reread: "F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x)))",
    residualBlock: blockWith({ between: relu }),
  },
  "stride in the second convolution": {
    looksLike: "The stride is in the second convolution, not in the first.",
    reread: "stride: of the first convolution, and of the projection",
    residualBlock: blockWith({ strides: (stride) => [1, stride] }),
  },
  "projection not normalised": {
    looksLike: "The projection comes without normalisation: its scale and shift are not used.",
    reread: "s(x) = BNₛ(Wₛ ⋆ x)",
    residualBlock: blockWith({ projected: (maps) => maps }),
  },
  "ReLU in the shortcut": {
    looksLike: "The projection goes through ReLU before it is added.",
    reread: "s(x) = BNₛ(Wₛ ⋆ x)",
    residualBlock: blockWith({
      projected: (maps, { gammaShortcut, betaShortcut }) => relu(batchNorm(maps, gammaShortcut!, betaShortcut!)),
    }),
  },
  "shapes broadcast": {
    looksLike: "What doesn't fit is added all the same: one channel to several, or a row of pixels to each row.",
    reread: "throws ShapeError when F(x) and s(x) have different shapes",
    residualBlock: (input, p, options) => {
      if (p.weightShortcut || (options?.stride ?? 1) > 1) return residualBlock(input, p, options);
      const hidden = bnRelu(conv2d(input, p.weight1, noBias(p.weight1), { padding: 1 }), p);
      const main = batchNorm(conv2d(hidden, p.weight2, noBias(p.weight2), { padding: 1 }), p.gamma2, p.beta2);
      return relu(main.add(input));
    },
  },
  "last ReLU forgotten on the way back": {
    looksLike: "gradOutput goes back where the output is 0, too.",
    reread: "g = dL/dy where y > 0, else 0",
    residualBlockBackward: backwardWith({ sum: (gradOutput) => gradOutput }),
  },
  "shortcut round the last ReLU": {
    looksLike:
      "On the shortcut gradOutput goes back as it is, though the last ReLU stands behind the sum and stops both ways.",
    reread: "g goes back through F and through the shortcut, with g = dL/dy where y > 0, else 0",
    residualBlockBackward: backwardWith({ shortcut: (_, gradOutput) => gradOutput }),
  },
  "first ReLU forgotten on the way back": {
    looksLike: "Between the convolutions the gradient goes back where ReLU let nothing through, too.",
    reread: "F(x) = BN₂(W₂ ⋆ ReLU(BN₁(W₁ ⋆ x)))",
    residualBlockBackward: backwardWith({ hidden: (gradHidden) => gradHidden }),
  },
  "nothing through the shortcut": {
    looksLike: "The gradient goes back through F alone; the shortcut's share is missing.",
    reread: "dL/dx = (dF/dx)ᵀ g + (ds/dx)ᵀ g",
    residualBlockBackward: backwardWith({ shortcut: (gradSum) => gradSum.mul(0) }),
  },
  "each way half": {
    looksLike: "The gradient is shared out, half to each way; each gets all of it.",
    reread: "g goes back through F and, unchanged, through the shortcut",
    residualBlockBackward: (input, p, gradOutput, options) =>
      residualBlockBackward(input, p, gradOutput.div(2), options),
  },
  "statistics held fixed": {
    looksLike: "The gradients of the normalisations don't go through mean and variance of the batch.",
    reread: "BN normalises by the batch: an input moves the mean and the variance, too",
    residualBlockBackward: backwardWith({
      normalised: (maps, gamma, gradient) => {
        const root = maps.variance([0, 2, 3], { keepDims: true }).add(1e-5).sqrt();
        return gradient.mul(gamma.reshape([-1, 1, 1])).div(root);
      },
    }),
  },
  "scales and shifts exchanged": {
    looksLike: "The gradients of scales and shifts have changed places.",
    reread: "gradParameters has the names of the parameters",
    residualBlockBackward: (...args) => {
      const right = residualBlockBackward(...args);
      const p = right.gradParameters;
      const { gamma1, beta1, gamma2, beta2 } = p;
      return { ...right, gradParameters: { ...p, gamma1: beta1, beta1: gamma1, gamma2: beta2, beta2: gamma2 } };
    },
  },
  "average over the batch": {
    looksLike: "The gradients of the parameters are averaged over the images instead of summed.",
    reread: "a mean belongs in the loss, if anywhere",
    residualBlockBackward: parametersChanged((gradient, _, batch) => gradient.div(batch)),
  },
});
