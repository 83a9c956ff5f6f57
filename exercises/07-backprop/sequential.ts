import { NotStarted, type Tensor } from "#tensor";

/** Anything that can be put into a {@link Sequential}, which is one itself. */
export interface Layer {
  /** What an optimiser may change, in an order that stays. Assigning puts in new tensors of the same shapes. */
  parameters: readonly Tensor[];
  /** dL/dθ for each parameter, by the last backward pass alone; zeros before there was one. */
  readonly gradients: readonly Tensor[];
  /** The output, for which the layer keeps what its backward pass will need. */
  forward(input: Tensor): Tensor;
  /**
   * From dL/d(output) to dL/d(input), for the last input that went forward; sets `gradients` on the way.
   *
   * @throws Error - when nothing went forward before.
   */
  backward(gradOutput: Tensor): Tensor;
}

/** A fully connected layer: `y = x Wᵀ + b`, for a batch x of `[N, D]`. Its parameters are the weight, then the bias. */
export class Linear implements Layer {
  /**
   * @param weight - `[E, D]`, a row for each output.
   * @param bias - `[E]`.
   */
  constructor(weight: Tensor, bias: Tensor) {
    throw new NotStarted();
  }

  get parameters(): readonly Tensor[] {
    throw new NotStarted();
  }

  /** @throws ShapeError - when there are not as many tensors as before, or one of them has another shape. */
  set parameters(parameters: readonly Tensor[]) {
    throw new NotStarted();
  }

  get gradients(): readonly Tensor[] {
    throw new NotStarted();
  }

  forward(input: Tensor): Tensor {
    throw new NotStarted();
  }

  backward(gradOutput: Tensor): Tensor {
    throw new NotStarted();
  }
}

/** The hyperbolic tangent, entry by entry. It has no parameters. */
export class Tanh implements Layer {
  parameters: readonly Tensor[] = [];
  readonly gradients: readonly Tensor[] = [];

  forward(input: Tensor): Tensor {
    throw new NotStarted();
  }

  backward(gradOutput: Tensor): Tensor {
    throw new NotStarted();
  }
}

/**
 * Layers one after the other, each fed with what the one before it gives.
 *
 * `y = f_L(… f_2(f_1(x)))`
 *
 * A Sequential is a layer, so it may stand in another one.
 */
export class Sequential implements Layer {
  /**
   * @param layers - from input to output, each an object of its own, of any kind.
   * @throws RangeError - when a layer stands there twice: it keeps what one forward pass left, and the second would
   *   overwrite that of the first.
   */
  constructor(layers: readonly Layer[]) {
    throw new NotStarted();
  }

  /** Those of all layers, the first layer's first. */
  get parameters(): readonly Tensor[] {
    throw new NotStarted();
  }

  /** @throws ShapeError - when there are not as many tensors as before, or one of them has another shape. */
  set parameters(parameters: readonly Tensor[]) {
    throw new NotStarted();
  }

  /** In the order of the parameters. */
  get gradients(): readonly Tensor[] {
    throw new NotStarted();
  }

  forward(input: Tensor): Tensor {
    throw new NotStarted();
  }

  backward(gradOutput: Tensor): Tensor {
    throw new NotStarted();
  }
}
