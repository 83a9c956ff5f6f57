import { concatenate, ShapeError, type Tensor } from "#tensor";
import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { maxPool2d, maxPool2dBackward } from "#reference/10-convolutional-networks/max-pool.ts";

/** Six convolutions: four give what comes out, two reduce the channels before a larger kernel. */
export interface InceptionParameters {
  /** `[O1, C, 1, 1]`. */
  readonly weight1: Tensor;
  /** `[O1]`. */
  readonly bias1: Tensor;
  /** `[R3, C, 1, 1]`. */
  readonly weightReduce3: Tensor;
  /** `[R3]`. */
  readonly biasReduce3: Tensor;
  /** `[O3, R3, 3, 3]`. */
  readonly weight3: Tensor;
  /** `[O3]`. */
  readonly bias3: Tensor;
  /** `[R5, C, 1, 1]`. */
  readonly weightReduce5: Tensor;
  /** `[R5]`. */
  readonly biasReduce5: Tensor;
  /** `[O5, R5, 5, 5]`. */
  readonly weight5: Tensor;
  /** `[O5]`. */
  readonly bias5: Tensor;
  /** `[OP, C, 1, 1]`. */
  readonly weightPool: Tensor;
  /** `[OP]`. */
  readonly biasPool: Tensor;
}

export interface InceptionGradients {
  readonly gradInput: Tensor;
  readonly gradParameters: InceptionParameters;
}

/** Of all its pooling: windows of 3 × 3 that keep the size of the image. */
const poolSize = 3;
const poolOptions = { stride: 1, padding: 1 };

/**
 * Looks at an image with kernels of several sizes side by side.
 *
 * `y = [a₁; a₃; a₅; a_P]`, the channels of four branches one behind the other, with c(W, x) = ReLU(W ⋆ x + b):
 * `a₁ = c(W₁, x)`, `a₃ = c(W₃, c(R₃, x))`, `a₅ = c(W₅, c(R₅, x))`, `a_P = c(W_P, max pool(x))`
 *
 * W₁, R₃, R₅ and W_P are 1 × 1; W₃ and W₅ are 3 × 3 and 5 × 5, padded by 1 and 2; pooling takes windows of 3 × 3 with
 * stride 1 and padding 1. So each branch keeps the height and the width of the image.
 *
 * @param input - `[N, C, H, W]` x.
 * @param parameters - weights and biases.
 * @returns `[N, O1 + O3 + O5 + OP, H, W]`.
 * @throws ShapeError - when a kernel has another size than its branch, or other channels than what it gets.
 * @example
 * const [one, none] = [ones([1, 1, 1, 1]), zeros([1])];
 * const [weight3, weight5] = [ones([1, 1, 3, 3]), ones([1, 1, 5, 5])];
 * const reduce = { weightReduce3: one, biasReduce3: none, weightReduce5: one, biasReduce5: none };
 * const branches = { weight1: one, bias1: none, weight3, bias3: none, weight5, bias5: none, weightPool: one, biasPool: none };
 * inceptionModule(tensor([[[[1, 2, 4, 8]]]]), { ...reduce, ...branches }) // => [[[[1, 2, 4, 8]], [[3, 7, 14, 12]], [[7, 15, 15, 14]], [[2, 4, 8, 8]]]]
 * @see Szegedy et al., Going deeper with convolutions (2014), section 4 and figure 2b.
 */
export function inceptionModule(input: Tensor, parameters: InceptionParameters): Tensor {
  return concatenate(
    forward(input, parameters).branches.map((branch) => branch.output),
    1,
  );
}

/**
 * Gradients of a loss with respect to input and parameters of {@link inceptionModule}.
 *
 * dL/dy is cut into the channels of the four branches; each goes back through its own branch, and all arrive at x:
 * `dL/dx = Σ dL/dx through a branch`
 *
 * @param input - as in the forward pass, and so is `parameters`.
 * @param gradOutput - `[N, O1 + O3 + O5 + OP, H, W]`, dL/dy.
 * @returns gradients of the shapes of `input` and of each parameter.
 */
export function inceptionModuleBackward(
  input: Tensor,
  parameters: InceptionParameters,
  gradOutput: Tensor,
): InceptionGradients {
  const { branches, reduce3, reduce5 } = forward(input, parameters);
  let channel = 0;
  const [one, three, five, pool] = branches.map((branch) => {
    const first = channel;
    channel += branch.weight.shape[0]!;
    return convReluBackward(branch, gradOutput.slice(null, [first, channel]));
  }) as [ConvGradients, ConvGradients, ConvGradients, ConvGradients];
  const before3 = convReluBackward(reduce3, three.gradInput);
  const before5 = convReluBackward(reduce5, five.gradInput);
  const throughPool = maxPool2dBackward(input, poolSize, pool.gradInput, poolOptions);
  return {
    gradInput: one.gradInput.add(before3.gradInput).add(before5.gradInput).add(throughPool),
    gradParameters: {
      weight1: one.gradWeight,
      bias1: one.gradBias,
      weightReduce3: before3.gradWeight,
      biasReduce3: before3.gradBias,
      weight3: three.gradWeight,
      bias3: three.gradBias,
      weightReduce5: before5.gradWeight,
      biasReduce5: before5.gradBias,
      weight5: five.gradWeight,
      bias5: five.gradBias,
      weightPool: pool.gradWeight,
      biasPool: pool.gradBias,
    },
  };
}

function forward(input: Tensor, parameters: InceptionParameters) {
  checkKernels(parameters);
  const { weight1, bias1, weight3, bias3, weight5, bias5, weightPool, biasPool } = parameters;
  const reduce3 = convRelu(input, parameters.weightReduce3, parameters.biasReduce3);
  const reduce5 = convRelu(input, parameters.weightReduce5, parameters.biasReduce5);
  const branches = [
    convRelu(input, weight1, bias1),
    convRelu(reduce3.output, weight3, bias3),
    convRelu(reduce5.output, weight5, bias5),
    convRelu(maxPool2d(input, poolSize, poolOptions), weightPool, biasPool),
  ];
  return { branches, reduce3, reduce5 };
}

type ConvRelu = ReturnType<typeof convRelu>;
type ConvGradients = ReturnType<typeof convReluBackward>;

/** Kernels of 2P + 1 and a padding of P: as many rows and columns come out as went in. */
function convRelu(input: Tensor, weight: Tensor, bias: Tensor) {
  const options = { padding: (weight.shape[3]! - 1) / 2 };
  return { input, weight, bias, options, output: conv2d(input, weight, bias, options).maximum(0) };
}

function convReluBackward({ input, weight, bias, options, output }: ConvRelu, gradOutput: Tensor) {
  return conv2dBackward(input, weight, bias, gradOutput.mul(output.greater(0)), options);
}

const kernelSizes = { weight1: 1, weightReduce3: 1, weight3: 3, weightReduce5: 1, weight5: 5, weightPool: 1 } as const;

function checkKernels(parameters: InceptionParameters): void {
  for (const [name, size] of Object.entries(kernelSizes)) {
    const { shape } = parameters[name as keyof typeof kernelSizes];
    if (shape[2] === size && shape[3] === size) continue;
    throw new ShapeError(
      `inceptionModule: parameters.${name} is [${shape.join(", ")}], expected kernels of ${size} × ${size}. ` +
        "Weights are [O, C, KH, KW].",
    );
  }
}
