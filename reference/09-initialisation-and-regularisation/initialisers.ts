import { type Random, type Shape, ShapeError, stack, type Tensor } from "#tensor";

/** How many values flow into a unit, and how many units each value flows into. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

export interface XavierOptions {
  /** "uniform" when left out. */
  readonly distribution?: "uniform" | "normal";
  /** What the activation asks for, 1 when left out; 5/3 is usual for tanh. */
  readonly gain?: number;
}

export interface HeOptions {
  /** "normal" when left out. */
  readonly distribution?: "uniform" | "normal";
  /** Which fan counts: "fanIn", when left out, keeps the size of values; "fanOut" that of gradients. */
  readonly mode?: "fanIn" | "fanOut";
  /** Slope a of the rectifier below 0, 0 when left out. */
  readonly slope?: number;
}

export interface OrthogonalOptions {
  /** Factor of every length, 1 when left out. */
  readonly gain?: number;
}

/** A network with one hidden layer of tanh units and no biases: ŷ = output · tanh(hidden · x). */
export interface Network {
  /** `[H, D]` */
  readonly hidden: Tensor;
  /** `[C, H]` */
  readonly output: Tensor;
}

export interface DescentOptions {
  /** Step size η, 0.1 when left out. */
  readonly learningRate?: number;
  /** How many steps to take, 100 when left out. */
  readonly steps?: number;
}

/**
 * Fan-in and fan-out of a layer, from the shape of its weight.
 *
 * `fanIn = in · kh · kw`, `fanOut = out · kh · kw`; a dense layer has a kernel of one position
 *
 * @param shape - `[out, in]` or `[out, in, kh, kw]`.
 * @throws ShapeError - when there are fewer than two axes: a bias has no fans, and starts at 0.
 * @example fans([6, 3, 5, 5]) // => { fanIn: 75, fanOut: 150 }
 */
export function fans(shape: Shape): Fans {
  if (shape.length < 2) {
    throw new ShapeError(
      `fans: shape is [${shape.join(", ")}], expected [out, in] or [out, in, kh, kw]. A bias starts at 0.`,
    );
  }
  const [outputs, inputs, ...kernel] = shape as [number, number, ...number[]];
  const positions = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: inputs * positions, fanOut: outputs * positions };
}

/**
 * Random weights by Xavier Glorot: values keep their size on the way forward, and gradients on the way back.
 *
 * `Var[w] = gain² · 2 / (fanIn + fanOut)`, mean 0; uniform in ±√(3 Var[w]), or normal
 *
 * Forward alone would ask for 1 / fanIn and backward for 1 / fanOut: this is the compromise, for units that are linear
 * around 0, such as tanh.
 *
 * @param shape - as in {@link fans}.
 * @param random - where the weights are drawn from.
 * @returns independent weights of that shape.
 * @throws ShapeError - when the shape has no fans.
 * @example xavier([2, 3], new Random(1)).shape // => [2, 3]
 * @see Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010), equation 16.
 */
export function xavier(
  shape: Shape,
  random: Random,
  { distribution = "uniform", gain = 1 }: XavierOptions = {},
): Tensor {
  const { fanIn, fanOut } = fans(shape);
  return drawWeights(shape, random, distribution, (gain ** 2 * 2) / (fanIn + fanOut));
}

/**
 * Random weights by Kaiming He, for rectifiers: half of the values become 0, so the variance is twice as large.
 *
 * `Var[w] = 2 / ((1 + a²) fan)`, mean 0; normal, or uniform in ±√(3 Var[w])
 *
 * @param shape - as in {@link fans}.
 * @param random - where the weights are drawn from.
 * @param options.slope - a; 0 is a ReLU, 0.01 a usual leaky ReLU.
 * @returns independent weights of that shape.
 * @throws ShapeError - when the shape has no fans.
 * @example he([2, 3], new Random(1)).shape // => [2, 3]
 * @see He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), section 2.2.
 */
export function he(
  shape: Shape,
  random: Random,
  { distribution = "normal", mode = "fanIn", slope = 0 }: HeOptions = {},
): Tensor {
  return drawWeights(shape, random, distribution, 2 / ((1 + slope ** 2) * fans(shape)[mode]));
}

/**
 * A random matrix that changes no length: its rows are orthogonal to each other, or its columns where it is tall.
 *
 * `W Wᵀ = gain² I` for at most as many rows as columns, else `Wᵀ W = gain² I`
 *
 * Vectors of normal numbers point anywhere with equal chance. Each in turn loses its part along those before (Gram and
 * Schmidt) and is scaled to length 1.
 *
 * @param shape - `[out, in]`, or `[out, in, kh, kw]`, which is seen as `[out, in · kh · kw]`.
 * @param random - where the vectors are drawn from.
 * @throws ShapeError - when the shape has no fans.
 * @example orthogonal([1, 1], new Random(1), { gain: 3 }).abs() // => [[3]]
 * @see Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear networks (2014).
 */
export function orthogonal(shape: Shape, random: Random, { gain = 1 }: OrthogonalOptions = {}): Tensor {
  const [rows, columns] = [shape[0]!, fans(shape).fanIn];
  const vectors: Tensor[] = [];
  while (vectors.length < Math.min(rows, columns)) {
    let vector = random.normal([Math.max(rows, columns)]);
    for (const other of vectors) vector = vector.sub(other.mul(other.matmul(vector)));
    vectors.push(vector.div(vector.square().sum().sqrt()));
  }
  const wide = stack(vectors);
  return (rows > columns ? wide.T : wide).mul(gain).reshape(shape);
}

/**
 * Trains a small network by gradient descent from given weights, to see what becomes of them.
 *
 * `L = 1/(2N) Σ_n ‖ŷ_n − y_n‖²`, `ŷ_n = V h_n`, `h_n = tanh(W x_n)`, both W and V stepping at once
 *
 * From zeros nothing moves at all: h is 0, and nothing comes back through V. Hidden units that start alike, with equal
 * rows of W and equal columns of V, get equal gradients and stay alike for ever: however many there are, they are one unit.
 * Only unequal starts break that symmetry.
 *
 * @param start - W `[H, D]` and V `[C, H]`.
 * @param input - `[N, D]` x.
 * @param targets - `[N, C]` y.
 * @returns W and V after the last step.
 * @example
 * const start = { hidden: tensor([[0], [0]]), output: tensor([[3, 3]]) };
 * trainFrom(start, tensor([[2]]), tensor([[1]]), { steps: 1 }).hidden // => [[0.6], [0.6]]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), section 8.4.
 */
export function trainFrom(
  start: Network,
  input: Tensor,
  targets: Tensor,
  { learningRate = 0.1, steps = 100 }: DescentOptions = {},
): Network {
  let { hidden, output } = start;
  for (let step = 0; step < steps; step++) {
    const activations = input.matmul(hidden.T).tanh(); // [N, H]
    const errors = activations.matmul(output.T).sub(targets).div(input.shape[0]!); // [N, C]
    const gradSums = errors.matmul(output).mul(activations.square().neg().add(1)); // [N, H]
    hidden = hidden.sub(gradSums.T.matmul(input).mul(learningRate));
    output = output.sub(errors.T.matmul(activations).mul(learningRate));
  }
  return { hidden, output };
}

function drawWeights(shape: Shape, random: Random, distribution: "uniform" | "normal", variance: number): Tensor {
  if (distribution === "normal") return random.normal(shape, 0, Math.sqrt(variance));
  const bound = Math.sqrt(3 * variance); // (2 bound)² / 12 is the variance of a uniform number
  return random.uniform(shape, -bound, bound);
}
