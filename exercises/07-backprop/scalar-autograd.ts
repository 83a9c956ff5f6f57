import { NotStarted } from "#tensor";

/** The other operand of an operation; a number is a constant. */
export type Operand = Value | number;

/**
 * A number that knows how it was calculated, so that the gradient of a result can be traced back to it.
 *
 * `dL/dx = Σ_y dL/dy · dy/dx` over all y that were calculated directly from x, as often as they have x as operand
 *
 * Every operation gives a new value, and none changes its operands.
 */
export class Value {
  /** May be changed between calculations, as an optimiser does; what was calculated before stays as it was. */
  data: number;
  /** What {@link backward} brought here, added up over its calls: 0 at first. */
  grad: number;

  constructor(data: number) {
    throw new NotStarted();
  }

  /**
   * Adds the gradient of a loss to the `grad` of every value that this one was calculated from, and to its own.
   *
   * Each value hands its gradient on once, however many ways lead to it, and however deep the graph is. A second call adds
   * the same once more.
   *
   * @param gradOutput - dL/d(this); 1 when left out, for a value that is the loss itself.
   */
  backward(gradOutput = 1): void {
    throw new NotStarted();
  }

  /** Sets the gradient of this value back to 0. */
  zeroGrad(): void {
    throw new NotStarted();
  }

  add(other: Operand): Value {
    throw new NotStarted();
  }

  sub(other: Operand): Value {
    throw new NotStarted();
  }

  mul(other: Operand): Value {
    throw new NotStarted();
  }

  div(other: Operand): Value {
    throw new NotStarted();
  }

  neg(): Value {
    throw new NotStarted();
  }

  /** `x^n` for a constant n. */
  pow(exponent: number): Value {
    throw new NotStarted();
  }

  exp(): Value {
    throw new NotStarted();
  }

  /** The natural logarithm. */
  log(): Value {
    throw new NotStarted();
  }

  /** The hyperbolic tangent. */
  tanh(): Value {
    throw new NotStarted();
  }

  /** `max(0, x)`, with the slope 0 at 0. */
  relu(): Value {
    throw new NotStarted();
  }
}
