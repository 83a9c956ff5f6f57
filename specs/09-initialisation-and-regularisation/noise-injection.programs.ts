import { arange, Random, type Tensor } from "#tensor";

type Module = typeof import("#reference/09-initialisation-and-regularisation/noise-injection.ts");
type Kind = "additive" | "multiplicative";

interface Options {
  /** σ of additive noise, p of multiplicative noise. */
  readonly level?: number | undefined;
  readonly training?: boolean | undefined;
}

function noisy(module: Module, kind: Kind, input: Tensor, random: Random, { level, training }: Options): Tensor {
  const mode = training === undefined ? {} : { training };
  if (kind === "additive")
    return module.gaussianNoise(input, random, { ...(level === undefined ? {} : { std: level }), ...mode });
  return module.gaussianDropout(input, random, { ...(level === undefined ? {} : { p: level }), ...mode });
}

/** What comes back where there is no noise: in evaluation, or of strength 0. */
export function withoutNoise(module: Module, kind: Kind, input: Tensor, level?: number, training?: boolean): Tensor {
  return noisy(module, kind, input, new Random(1), { level, training });
}

const [rows, columns] = [60, 50];

/** Inputs of every size from 0.5 to 5.4, one for each column. */
function inputs(): Tensor {
  return arange(columns).mul(0.1).add(0.5).broadcastTo([rows, columns]);
}

/** ε: the noise in units of the standard deviation that it should have. */
function standardised(module: Module, kind: Kind, random: Random, level?: number): Tensor {
  const input = inputs();
  const noise = noisy(module, kind, input, random, { level }).sub(input);
  if (kind === "additive") return noise.div(level ?? 0.1);
  const p = level ?? 0.5;
  return noise.div(input).div(Math.sqrt(p / (1 - p)));
}

/** The measured variance, as a share of what it should be, over the larger and over the smaller inputs. */
export function variance(module: Module, kind: Kind, seed: number, level?: number): { large: number; small: number } {
  const squares = standardised(module, kind, new Random(seed), level).square();
  const large = inputs().greater(2.95);
  const count = large.sum().item();
  return {
    large: squares.mul(large).sum().item() / count,
    small: squares.mul(large.neg().add(1)).sum().item() / (squares.size - count),
  };
}

/**
 * How the noise is spread, each in standard deviations from what is expected: its mean, how much lies within one standard
 * deviation, and how neighbours in a row, in a column and in the next call go together. Noise that does not follow its seed
 * counts as having to do with the next call.
 */
export function spread(module: Module, kind: Kind, seed: number, level?: number) {
  const random = new Random(seed);
  const noise = standardised(module, kind, random, level);
  const next = standardised(module, kind, random, level);
  const again = standardised(module, kind, new Random(seed), level);
  const chance = 0.6826894921370859;
  const within = noise.abs().less(1).sum().item();
  // Only every other pair of neighbours: they have no entry in common, so the pairs are independent.
  const together = (a: Tensor, b: Tensor): number => a.mul(b).sum().item() / Math.sqrt(a.size);
  return {
    mean: noise.sum().item() / Math.sqrt(noise.size),
    within: (within - noise.size * chance) / Math.sqrt(noise.size * chance * (1 - chance)),
    rows: together(noise.slice([0, null, 2]), noise.slice([1, null, 2])),
    columns: together(noise.slice(null, [0, null, 2]), noise.slice(null, [1, null, 2])),
    calls: together(noise, next) + noise.sub(again).square().sum().item(),
  };
}
