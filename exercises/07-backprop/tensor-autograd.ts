import { type Axes, NotStarted, type Tensor } from "#tensor";

/** One axis of a slice: all of it, an index, or start, stop and step; as in {@link Tensor.slice}. */
type Range = null | number | readonly [number | null, number | null, number?];

/** The other operand of an operation; a tensor or a number is a constant. */
export type Operand = Variable | Tensor | number;

/**
 * A tensor that knows how it was calculated, so that the gradient of a result can be traced back to it.
 *
 * `dL/dx = Σ_y (dy/dx)ᵀ dL/dy` over all y that were calculated directly from x
 *
 * Operands broadcast as tensors do; the gradient of an operand has the operand's own shape. Every operation gives a new
 * variable, and none changes its operands.
 */
export class Variable {
  readonly value: Tensor;
  /** What {@link backward} brought here, added up over its calls: zeros at first, of the shape of `value`. */
  grad: Tensor;

  /** @param value - the tensor, or a number for a variable of shape []. */
  constructor(value: Tensor | number) {
    throw new NotStarted();
  }

  /**
   * Adds the gradient of a loss to the `grad` of every variable that this one was calculated from, and to its own.
   *
   * Each variable hands its gradient on once, however many ways lead to it. A second call adds the same once more.
   *
   * @param gradOutput - dL/d(this), the shape of `value`; 1 when left out, for a variable that is the loss itself.
   * @throws ShapeError - when `gradOutput` has another shape, or is left out and the variable holds several values.
   */
  backward(gradOutput?: Tensor | number): void {
    throw new NotStarted();
  }

  /** Sets the gradient of this variable back to zeros. */
  zeroGrad(): void {
    throw new NotStarted();
  }

  add(other: Operand): Variable {
    throw new NotStarted();
  }

  sub(other: Operand): Variable {
    throw new NotStarted();
  }

  mul(other: Operand): Variable {
    throw new NotStarted();
  }

  div(other: Operand): Variable {
    throw new NotStarted();
  }

  neg(): Variable {
    throw new NotStarted();
  }

  /** `x^n` for a constant n. */
  pow(exponent: number): Variable {
    throw new NotStarted();
  }

  exp(): Variable {
    throw new NotStarted();
  }

  log(): Variable {
    throw new NotStarted();
  }

  tanh(): Variable {
    throw new NotStarted();
  }

  /** `max(0, x)`, with the slope 0 at 0. */
  relu(): Variable {
    throw new NotStarted();
  }

  /**
   * The matrix product over the last two axes; leading axes broadcast.
   *
   * @throws ShapeError - when an operand has fewer than two axes.
   */
  matmul(other: Operand): Variable {
    throw new NotStarted();
  }

  /** The sum over the named axes, or over all. */
  sum(axes?: Axes, options: { readonly keepDims?: boolean } = {}): Variable {
    throw new NotStarted();
  }

  /** The average over the named axes, or over all. */
  mean(axes?: Axes, options: { readonly keepDims?: boolean } = {}): Variable {
    throw new NotStarted();
  }

  /** The same values in row-major order under another shape, as {@link Tensor.reshape}. */
  reshape(shape: readonly number[]): Variable {
    throw new NotStarted();
  }

  /** The axes in another order, as {@link Tensor.transpose}: axis i of the result is axis `axes[i]`. */
  transpose(axes?: readonly number[]): Variable {
    throw new NotStarted();
  }

  /** A part, by the ranges of {@link Tensor.slice}. */
  slice(...ranges: readonly Range[]): Variable {
    throw new NotStarted();
  }

  /** Entries along an axis picked by index, as {@link Tensor.gather}; an entry may be picked more than once. */
  gather(indices: Tensor | readonly number[], axis = 0): Variable {
    throw new NotStarted();
  }
}
