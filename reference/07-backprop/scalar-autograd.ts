// Every operation gives a new Value, which remembers its operands and its slope with respect to each. To calculate is thus
// to write down a graph, and backward walks it from the end to the beginning.

/** The other operand of an operation; a number is a constant. */
export type Operand = Value | number;

/**
 * A number that knows how it was calculated, so that the gradient of a result can be traced back to it.
 *
 * `dL/dx = Σ_y dL/dy · dy/dx` over all y that were calculated directly from x, as often as they have x as operand
 *
 * @example
 * const [x, y] = [new Value(2), new Value(3)];
 * x.mul(x).add(x.mul(y)).backward();
 * [x.grad, y.grad] // => [7, 2]
 * @see Baydin et al., Automatic differentiation in machine learning: a survey (2018), section 3.2. Karpathy, micrograd.
 */
export class Value {
  /** May be changed between calculations, as an optimiser does; what was calculated before stays as it was. */
  data: number;
  /** What {@link backward} brought here, added up over its calls. */
  grad = 0;
  readonly operands: readonly Value[];
  /** The slope of this value with respect to each operand. */
  readonly slopes: readonly number[];

  /** @param data - all that a value at the beginning has; the operations give operands and slopes. */
  constructor(data: number, operands: readonly Value[] = [], slopes: readonly number[] = []) {
    this.data = data;
    this.operands = operands;
    this.slopes = slopes;
  }

  /**
   * Adds the gradient of a loss to the `grad` of every value that this one was calculated from, and to its own.
   *
   * A value hands its gradient on when all uses of it have handed on theirs: a topological order, which is found on the
   * way by counting the uses that are still to come. A second call adds the same once more.
   *
   * @param gradOutput - dL/d(this); 1 when left out, for a value that is the loss itself.
   */
  backward(gradOutput = 1): void {
    const uses = countUses(this);
    const gradients = new Map<Value, number>([[this, gradOutput]]);
    const complete: Value[] = [this];
    for (const value of complete) {
      const gradient = gradients.get(value)!;
      value.grad += gradient;
      value.operands.forEach((operand, place) => {
        gradients.set(operand, (gradients.get(operand) ?? 0) + gradient * value.slopes[place]!);
        uses.set(operand, uses.get(operand)! - 1);
        if (uses.get(operand) === 0) complete.push(operand); // the loop comes to it in its turn
      });
    }
  }

  /** Sets the gradient of this value back to 0. */
  zeroGrad(): void {
    this.grad = 0;
  }

  add(other: Operand): Value {
    const b = constant(other);
    return new Value(this.data + b.data, [this, b], [1, 1]);
  }

  sub(other: Operand): Value {
    const b = constant(other);
    return new Value(this.data - b.data, [this, b], [1, -1]);
  }

  mul(other: Operand): Value {
    const b = constant(other);
    return new Value(this.data * b.data, [this, b], [b.data, this.data]);
  }

  /** `x / y`, with the slopes `1/y` and `−(x/y) / y`. */
  div(other: Operand): Value {
    const b = constant(other);
    const quotient = this.data / b.data;
    return new Value(quotient, [this, b], [1 / b.data, -quotient / b.data]);
  }

  neg(): Value {
    return new Value(-this.data, [this], [-1]);
  }

  /** `x^n` for a constant n, with the slope `n x^(n−1)`. */
  pow(exponent: number): Value {
    return new Value(this.data ** exponent, [this], [exponent * this.data ** (exponent - 1)]);
  }

  exp(): Value {
    const power = Math.exp(this.data);
    return new Value(power, [this], [power]);
  }

  /** The natural logarithm, with the slope `1/x`. */
  log(): Value {
    return new Value(Math.log(this.data), [this], [1 / this.data]);
  }

  /** The hyperbolic tangent, with the slope `1 − tanh²`. */
  tanh(): Value {
    const squashed = Math.tanh(this.data);
    return new Value(squashed, [this], [1 - squashed ** 2]);
  }

  /** `max(0, x)`, with the slope 0 at 0. */
  relu(): Value {
    return new Value(Math.max(0, this.data), [this], [this.data > 0 ? 1 : 0]);
  }
}

function constant(operand: Operand): Value {
  return operand instanceof Value ? operand : new Value(operand);
}

/** For the result and each value that it was calculated from, how often it stands among the operands of the others. */
function countUses(result: Value): Map<Value, number> {
  const uses = new Map([[result, 0]]);
  for (const value of uses.keys())
    // visits what it adds, too, and each once
    for (const operand of value.operands) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  return uses;
}
