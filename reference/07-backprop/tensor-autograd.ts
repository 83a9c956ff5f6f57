// A Variable remembers the operation that made it: its inputs, and a pullback that turns the gradient of the result
// into gradients of the inputs. To calculate is thus to write down a graph, which backward walks from end to beginning.
// Two rules serve all operations: what arrives at a variable on several ways is added up, and what arrives at an input
// that broadcasting repeated is summed over its copies.

import { arange, type Axes, ones, ShapeError, Tensor, zeros } from "#tensor";

/** One axis of a slice: all of it, an index, or start, stop and step; as in {@link Tensor.slice}. */
type Range = null | number | readonly [number | null, number | null, number?];

/** Turns the gradient with respect to a result into those with respect to its inputs, in their order. */
type Pullback = (gradient: Tensor) => readonly Tensor[];

/** The other operand of an operation; a tensor or a number is a constant. */
export type Operand = Variable | Tensor | number;

/**
 * A tensor that knows how it was calculated, so that the gradient of a result can be traced back to it.
 *
 * `dL/dx = Σ_y (dy/dx)ᵀ dL/dy` over all y that were calculated directly from x
 *
 * Operands broadcast as tensors do. Every operation gives a new variable, and none changes its operands.
 *
 * @example
 * const x = new Variable(tensor([1, 2, 3]));
 * x.mul(x).sum().backward();
 * x.grad // => [2, 4, 6]
 * @see Baydin et al., Automatic differentiation in machine learning: a survey (2018), section 3.2.
 */
export class Variable {
  readonly value: Tensor;
  /** What {@link backward} brought here, added up over its calls: zeros at first, of the shape of `value`. */
  grad: Tensor;
  readonly inputs: readonly Variable[];
  readonly pullback: Pullback;
  /** The most operations in a row that led here: more than those of any input. */
  readonly depth: number;

  /** @param value - all that a variable at the beginning has; the operations give inputs and pullback. */
  constructor(value: Tensor | number, inputs: readonly Variable[] = [], pullback: Pullback = () => []) {
    this.value = value instanceof Tensor ? value : new Tensor([value], []);
    this.grad = zeros(this.value.shape);
    this.inputs = inputs;
    this.pullback = pullback;
    this.depth = Math.max(0, ...inputs.map(({ depth }) => depth + 1));
  }

  /**
   * Adds the gradient of a loss to the `grad` of every variable that this one was calculated from, and to its own.
   *
   * A variable hands its gradient on when all that was calculated from it has done so: the deepest goes first. Each
   * goes once, however many ways lead to it. A second call adds the same once more.
   *
   * @param gradOutput - dL/d(this), the shape of `value`; 1 when left out, for a variable that is the loss itself.
   * @throws ShapeError - when `gradOutput` has another shape, or is left out and the variable holds several values.
   */
  backward(gradOutput?: Tensor | number): void {
    const gradients = new Map<Variable, Tensor>([[this, startingGradient(this.value, gradOutput)]]);
    for (const variable of ancestryOf(this).toSorted((a, b) => b.depth - a.depth)) {
      const gradient = gradients.get(variable)!;
      variable.grad = variable.grad.add(gradient);
      for (const [index, share] of variable.pullback(gradient).entries()) {
        const input = variable.inputs[index]!;
        const own = share.sumTo(input.value.shape);
        gradients.set(input, gradients.get(input)?.add(own) ?? own);
      }
    }
  }

  /** Sets the gradient of this variable back to zeros. */
  zeroGrad(): void {
    this.grad = zeros(this.value.shape);
  }

  add(other: Operand): Variable {
    const b = constant(other);
    return new Variable(this.value.add(b.value), [this, b], (g) => [g, g]);
  }

  sub(other: Operand): Variable {
    const b = constant(other);
    return new Variable(this.value.sub(b.value), [this, b], (g) => [g, g.neg()]);
  }

  mul(other: Operand): Variable {
    const b = constant(other);
    return new Variable(this.value.mul(b.value), [this, b], (g) => [g.mul(b.value), g.mul(this.value)]);
  }

  /** `x / y`, with the slopes `1/y` and `−(x/y) / y`. */
  div(other: Operand): Variable {
    const b = constant(other);
    const quotient = this.value.div(b.value);
    return new Variable(quotient, [this, b], (g) => [g.div(b.value), g.mul(quotient).div(b.value).neg()]);
  }

  neg(): Variable {
    return new Variable(this.value.neg(), [this], (g) => [g.neg()]);
  }

  /** `x^n` for a constant n, with the slope `n x^(n−1)`. */
  pow(exponent: number): Variable {
    return new Variable(this.value.pow(exponent), [this], (g) => [g.mul(this.value.pow(exponent - 1).mul(exponent))]);
  }

  exp(): Variable {
    const power = this.value.exp();
    return new Variable(power, [this], (g) => [g.mul(power)]);
  }

  log(): Variable {
    return new Variable(this.value.log(), [this], (g) => [g.div(this.value)]);
  }

  /** The hyperbolic tangent, with the slope `1 − tanh²`. */
  tanh(): Variable {
    const squashed = this.value.tanh();
    return new Variable(squashed, [this], (g) => [g.sub(g.mul(squashed.square()))]);
  }

  /** `max(0, x)`, with the slope 0 at 0. */
  relu(): Variable {
    return new Variable(this.value.maximum(0), [this], (g) => [g.mul(this.value.greater(0))]);
  }

  /**
   * The matrix product over the last two axes; leading axes broadcast.
   *
   * `C = A B`, `dL/dA = dL/dC Bᵀ`, `dL/dB = Aᵀ dL/dC`
   *
   * @throws ShapeError - when an operand has fewer than two axes.
   */
  matmul(other: Operand): Variable {
    const b = constant(other);
    for (const { rank, shape } of [this.value, b.value]) {
      if (rank >= 2) continue;
      throw new ShapeError(`matmul: an operand is [${shape.join(", ")}], expected two axes or more. Reshape it first.`);
    }
    return new Variable(this.value.matmul(b.value), [this, b], (g) => [g.matmul(b.value.T), this.value.T.matmul(g)]);
  }

  /** The sum over the named axes, or over all: each of the terms has the slope 1. */
  sum(axes?: Axes, { keepDims = false }: { readonly keepDims?: boolean } = {}): Variable {
    const kept = this.value.sum(axes, { keepDims: true });
    const total = keepDims ? kept : this.value.sum(axes);
    return new Variable(total, [this], (g) => [g.reshape(kept.shape).broadcastTo(this.value.shape)]);
  }

  /** The average over the named axes, or over all. */
  mean(axes?: Axes, options?: { readonly keepDims?: boolean }): Variable {
    const total = this.sum(axes, options);
    return total.mul(total.value.size / this.value.size);
  }

  /** The same values in row-major order under another shape, as {@link Tensor.reshape}. */
  reshape(shape: readonly number[]): Variable {
    return new Variable(this.value.reshape(shape), [this], (g) => [g.reshape(this.value.shape)]);
  }

  /** The axes in another order, as {@link Tensor.transpose}: axis i of the result is axis `axes[i]`. */
  transpose(axes?: readonly number[]): Variable {
    return this.#pick((tensor) => tensor.transpose(axes));
  }

  /** A part, by the ranges of {@link Tensor.slice}. */
  slice(...ranges: readonly Range[]): Variable {
    return this.#pick((tensor) => tensor.slice(...ranges));
  }

  /** Entries along an axis picked by index, as {@link Tensor.gather}; an entry picked twice receives two gradients. */
  gather(indices: Tensor | readonly number[], axis = 0): Variable {
    return this.#pick((tensor) => tensor.gather(indices, axis));
  }

  /** Any operation that only moves or copies entries: their positions, moved likewise, tell where each came from. */
  #pick(move: (tensor: Tensor) => Tensor): Variable {
    const { shape, size } = this.value;
    const positions = move(arange(size).reshape(shape));
    return new Variable(move(this.value), [this], (g) => {
      const received = zeros(shape);
      positions.data.forEach((position, i) => (received.data[position]! += g.data[i]!));
      return [received];
    });
  }
}

function constant(operand: Operand): Variable {
  return operand instanceof Variable ? operand : new Variable(operand);
}

/** The variable itself and all that it was calculated from, each once. */
function ancestryOf(result: Variable): Variable[] {
  const found = new Set([result]);
  for (const variable of found) for (const input of variable.inputs) found.add(input); // visits what it adds, too
  return [...found];
}

function startingGradient(value: Tensor, gradOutput: Tensor | number | undefined): Tensor {
  if (gradOutput === undefined) {
    if (value.size !== 1) {
      throw new ShapeError(
        `backward: the variable is [${value.shape.join(", ")}], expected a single value. Sum it, or pass gradOutput.`,
      );
    }
    return ones(value.shape);
  }
  const gradient = gradOutput instanceof Tensor ? gradOutput : new Tensor([gradOutput], []);
  if (gradient.shape.join() !== value.shape.join()) {
    throw new ShapeError(
      `backward: gradOutput is [${gradient.shape.join(", ")}], expected the value's shape, [${value.shape.join(", ")}].`,
    );
  }
  return gradient;
}
