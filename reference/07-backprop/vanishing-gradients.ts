import { type Random, ShapeError, type Tensor, tensor } from "#tensor";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import type { Activation } from "#reference/07-backprop/mlp.ts";

/** How weights are drawn, with H inputs a unit: deviation 0.01, variance 1 / H, or variance 2 / H. */
export type Initialisation = "small" | "xavier" | "he";

export type Verdict = "vanishing" | "steady" | "exploding";

export interface StackOptions {
  /** What all units do, `"tanh"` when left out. */
  readonly activation?: Activation;
}

export interface VerdictOptions {
  /** By how much the norms of the first and the last layer may differ, 1000 when left out. */
  readonly factor?: number;
}

interface Behaviour {
  readonly value: (z: Tensor) => Tensor;
  /** Told from the value a = f(z). */
  readonly slope: (a: Tensor) => Tensor;
  /** Mean of f'(z)² over units whose net input z is small, and as often below 0 as above. */
  readonly squaredSlope: number;
}

const activations: { readonly [name in Activation]: Behaviour } = {
  sigmoid: { value: sigmoid, slope: (a) => a.sub(a.square()), squaredSlope: 1 / 16 },
  tanh: { value: (z) => z.tanh(), slope: (a) => a.square().neg().add(1), squaredSlope: 1 },
  relu: { value: (z) => z.maximum(0), slope: (a) => a.greater(0), squaredSlope: 1 / 2 },
};

const variances: { readonly [name in Initialisation]: (width: number) => number } = {
  small: () => 0.01 ** 2,
  xavier: (width) => 1 / width,
  he: (width) => 2 / width,
};

/**
 * How much gradient each layer of a deep plain network gets: the length of dL/dW, layer by layer.
 *
 * `a_0 = x`, `a_l = f(a_{l−1} W_lᵀ)` for l = 1, …, L, and back from `g_L = dL/da_L`:
 * `δ_l = g_l ∘ f'(z_l)`, `dL/dW_l = δ_lᵀ a_{l−1}`, `g_{l−1} = δ_l W_l`; the norm is `√(Σ_ij (dL/dW_l)_ij²)`
 *
 * On its way to layer l the gradient is multiplied by a weight and a slope for each layer above: L − l factors.
 *
 * @param input - `[N, H]` x.
 * @param weights - `[L, H, H]`, W_1 to W_L, each with a row for every unit; there are no biases.
 * @param gradOutput - `[N, H]`, dL/da_L.
 * @param options.activation - f, in all layers, the last one too.
 * @returns `[L]`, from the first layer to the last.
 * @throws RangeError - when the activation is not known.
 * @throws ShapeError - when the weights are not square matrices that fit the input.
 * @example gradientNorms(tensor([[2]]), tensor([[[3]], [[5]]]), tensor([[1]]), { activation: "relu" }) // => [10, 6]
 * @see Goodfellow, Bengio & Courville, Deep Learning (2016), sections 6.5.4 and 8.2.5.
 */
export function gradientNorms(
  input: Tensor,
  weights: Tensor,
  gradOutput: Tensor,
  { activation = "tanh" }: StackOptions = {},
): Tensor {
  const { value, slope } = pick("gradientNorms", activations, { activation });
  const width = input.shape[1];
  if (weights.rank !== 3 || weights.shape[1] !== width || weights.shape[2] !== width) {
    throw new ShapeError(
      `gradientNorms: weights is [${weights.shape.join(", ")}], expected [L, ${width}, ${width}] for an input of ` +
        `[${input.shape.join(", ")}]: a square matrix for each layer.`,
    );
  }
  const depth = weights.shape[0]!;
  const values = [input];
  for (let l = 1; l <= depth; l++) values.push(value(values[l - 1]!.matmul(weights.slice(l - 1).T)));
  const norms: number[] = [];
  let gradValue = gradOutput;
  for (let l = depth; l > 0; l--) {
    const delta = gradValue.mul(slope(values[l]!));
    norms.unshift(
      delta.T.matmul(values[l - 1]!)
        .square()
        .sum()
        .sqrt()
        .item(),
    );
    gradValue = delta.matmul(weights.slice(l - 1));
  }
  return tensor(norms);
}

/**
 * The factor by which one layer is expected to change the length of the gradient that goes back through it.
 *
 * `√(H · Var[w] · E[f'(z)²])`, near z = 0: `f'² = 1/16` for sigmoid, 1 for tanh, and for relu 1 for half of the units, else 0
 *
 * Each entry of `δ W` adds up H independent terms. After d layers the gradient has this factor d times: below 1 it vanishes,
 * above 1 it explodes.
 *
 * @param width - H, a whole number from 1.
 * @returns the factor, above 0.
 * @throws RangeError - when the width is not such a number, or a name is not known.
 * @example layerGain(100, "sigmoid", "xavier") // => 0.25
 * @see Glorot & Bengio (2010), equation 6; He, Zhang, Ren & Sun, Delving deep into rectifiers (2015), section 2.2.
 */
export function layerGain(width: number, activation: Activation, initialisation: Initialisation): number {
  expectCounts("layerGain", { width });
  const { squaredSlope } = pick("layerGain", activations, { activation });
  const variance = pick("layerGain", variances, { initialisation })(width);
  return Math.sqrt(width * variance * squaredSlope);
}

/**
 * Random weights for a deep plain network, all independent, with mean 0.
 *
 * `Var[w] = 0.01²` for `"small"`, `1 / H` for `"xavier"` (fan-in and fan-out are both H), `2 / H` for `"he"`
 *
 * @param depth - L, a whole number from 1.
 * @param width - H, a whole number from 1.
 * @param random - where the weights are drawn from.
 * @returns `[L, H, H]`.
 * @throws RangeError - when a size is not such a number, or the initialisation is not known.
 * @example drawWeights(5, 3, "he", new Random(1)).shape // => [5, 3, 3]
 */
export function drawWeights(depth: number, width: number, initialisation: Initialisation, random: Random): Tensor {
  expectCounts("drawWeights", { depth, width });
  const variance = pick("drawWeights", variances, { initialisation })(width);
  return random.normal([depth, width, width], 0, Math.sqrt(variance));
}

/**
 * By which factor the norm changes from a layer to the one before it: the geometric mean over all pairs of neighbours.
 *
 * `r = (n_1 / n_L)^(1 / (L − 1))`, the product of all ratios `n_l / n_{l+1}` being `n_1 / n_L`
 *
 * Worked out as a difference of logarithms, since the quotient of a tiny and a huge norm may be too small or too large for
 * a number.
 *
 * @param norms - `[L]`, from the first layer to the last, two or more, none below 0 and the last above 0.
 * @returns r: below 1 where gradients shrink on their way back; 0 where nothing reaches the first layer.
 * @throws RangeError - when there are fewer norms, or one is below 0, or the last is 0.
 * @example meanRatio(tensor([2, 7, 8])) // => 0.5
 */
export function meanRatio(norms: Tensor): number {
  const { first, last } = ends("meanRatio", norms);
  return Math.exp((Math.log(first) - Math.log(last)) / (norms.size - 1));
}

/**
 * Whether gradients vanish or explode on the way from the last layer to the first.
 *
 * vanishing: `n_1 < n_L / factor`; exploding: `n_1 > n_L · factor`, or not a number; else steady
 *
 * A norm that has overflowed is Infinity, and soon NaN (∞ − ∞, 0 · ∞): both mean that it exploded.
 *
 * @param norms - as in {@link meanRatio}.
 * @throws RangeError - as in {@link meanRatio}.
 * @example gradientVerdict(tensor([1, 50, 2500])) // => "vanishing"
 */
export function gradientVerdict(norms: Tensor, { factor = 1000 }: VerdictOptions = {}): Verdict {
  const { first, last } = ends("gradientVerdict", norms);
  if (first < last / factor) return "vanishing";
  return first <= last * factor ? "steady" : "exploding";
}

function ends(caller: string, norms: Tensor): { readonly first: number; readonly last: number } {
  if (norms.rank !== 1 || norms.size < 2) {
    throw new RangeError(
      `${caller}: norms is [${norms.shape.join(", ")}], expected [L] with L at least 2. One layer has no neighbour.`,
    );
  }
  const negative = norms.data.findIndex((norm) => norm < 0);
  if (negative >= 0) {
    throw new RangeError(`${caller}: norms[${negative}] is ${norms.at(negative)}, expected a norm, at least 0.`);
  }
  const last = norms.at(-1);
  if (last === 0) {
    throw new RangeError(`${caller}: the last norm is 0, expected one above 0. Without a gradient there is no ratio.`);
  }
  return { first: norms.at(0), last };
}

function expectCounts(caller: string, named: { readonly [argument: string]: number }): void {
  for (const [name, value] of Object.entries(named)) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new RangeError(`${caller}: ${name} is ${value}, expected a whole number from 1.`);
  }
}

/** The entry of a table that an argument asks for by name. */
function pick<T>(
  caller: string,
  table: { readonly [name: string]: T },
  named: { readonly [argument: string]: string },
): T {
  const [[argument, name]] = Object.entries(named) as [[string, string]];
  if (Object.hasOwn(table, name)) return table[name]!;
  throw new RangeError(`${caller}: ${argument} is "${name}", expected one of ${Object.keys(table).join(", ")}.`);
}
