import { arange, full, Random, tensor, type Tensor } from "#tensor";
import type { AugmentOptions } from "#reference/05-data/augment.ts";

type Module = typeof import("#reference/05-data/augment.ts");

export function warped(module: Module, kind: "rotate" | "zoom", images: Tensor, amount: number): Tensor {
  return module[kind](images, amount);
}

export function adjusted(
  { adjustBrightness, adjustContrast, adjustSaturation }: Module,
  kind: "brightness" | "contrast" | "saturation",
  images: Tensor,
  factor: number,
): Tensor {
  const adjust = { brightness: adjustBrightness, contrast: adjustContrast, saturation: adjustSaturation }[kind];
  return adjust(images, factor);
}

/** A batch that chance does not touch, but for what the options say. */
export function sure(
  { augment, addNoise }: Module,
  images: Tensor,
  { std = 0, ...options }: AugmentOptions & { readonly std?: number } = {},
): Tensor {
  const augmented = augment(images, new Random(1), { flip: 0, padding: 0, brightness: 0, ...options });
  return addNoise(augmented, new Random(1), { std });
}

/** Only every other pair of neighbours: they have no entry in common, so the pairs are independent. */
const together = (a: Tensor, b: Tensor): number => a.mul(b).sum().item() / Math.sqrt(a.size);

/**
 * How the noise on grey images is spread, each in standard deviations from what is expected: its mean, its variance, that where σ is left out, how much lies
 * within one standard deviation, how neighbours in a column, in a row and in the next call go together, and with σ = 0.5 how much
 * is cut off at either end. Noise that does not follow its seed, and values outside [0, 1], count as very far off.
 */
export function noise({ addNoise }: Module, seed: number, std: number) {
  const [images, random] = [full([3, 2, 10, 20], 0.5), new Random(seed)];
  const draw = (generator: Random): Tensor => addNoise(images, generator, { std }).sub(0.5).div(std);
  const [first, next, again] = [draw(random), draw(random), draw(new Random(seed))];
  const usual = addNoise(images, random).sub(0.5).div(0.1);
  const strong = addNoise(images, random, { std: 0.5 });
  const beyond = 0.15865525393145707;
  const off = (count: number, chance: number): number =>
    (count - first.size * chance) / Math.sqrt(first.size * chance * (1 - chance));
  return {
    mean: first.sum().item() / Math.sqrt(first.size),
    variance: first.square().sub(1).sum().item() / Math.sqrt(2 * first.size),
    usual: usual.square().sub(1).sum().item() / Math.sqrt(2 * usual.size),
    within: off(first.abs().less(1).sum().item(), 1 - 2 * beyond),
    columns: together(first.slice(null, null, [0, null, 2]), first.slice(null, null, [1, null, 2])),
    rows: together(first.slice(null, null, null, [0, null, 2]), first.slice(null, null, null, [1, null, 2])),
    channels: together(first.slice(null, 0), first.slice(null, 1)),
    calls: together(first, next) + 1000 * first.sub(again).abs().max().item(),
    dark: off(strong.lessEqual(0).sum().item(), beyond) + 1000 * strong.less(0).sum().item(),
    light: off(strong.greaterEqual(1).sum().item(), beyond) + 1000 * strong.greater(1).sum().item(),
  };
}

const count = 300;
/** Two channels of 3 × 4 pixels, all different, so that whatever was done to them can be read off. */
const picture = arange(1, 25).div(32).reshape([1, 2, 3, 4]);

interface Outcome {
  readonly flipped: boolean;
  readonly top: number;
  readonly left: number;
  readonly values: Float64Array;
}

function outcomesOf(padding: number): Outcome[] {
  const shifts = [...Array(2 * padding + 1).keys()];
  const border = [padding, padding] as const;
  return [picture, picture.gather([3, 2, 1, 0], 3)].flatMap((turned, index) => {
    const padded = turned.pad([[0, 0], [0, 0], border, border]);
    return shifts.flatMap((top) =>
      shifts.map((left) => ({
        flipped: index === 1,
        top,
        left,
        values: padded.slice(0, null, [top, top + 3], [left, left + 4]).data,
      })),
    );
  });
}

interface Fate extends Outcome {
  /** (factor − 1) / b */
  readonly change: number;
}

/** What was done to a picture to make it look like this; undefined when it can't be told. */
function fateOf(values: Float64Array, outcomes: readonly Outcome[], brightness: number): Fate | undefined {
  for (const outcome of outcomes) {
    const brightest = Math.max(...outcome.values);
    const factor = values[outcome.values.indexOf(brightest)]! / brightest;
    const change = (factor - 1) / brightness;
    const fits = values.every((value, index) => Math.abs(value - factor * outcome.values[index]!) < 1e-6);
    if (fits && Math.abs(change) <= 1 + 1e-5) return { ...outcome, change };
  }
  return undefined;
}

/**
 * What becomes of 300 times the same picture, in standard deviations from what is expected: how many are flipped, how many are
 * shifted by how much in each direction, mean and spread of the brightness, and how flip, shift and brightness of one picture, and of two pictures
 * side by side, go together. What can't be told, or does not follow the seed, counts as very far off. First with these options, then without.
 */
export function fates(module: Module, seed: number, flip: number, brightness: number): Tensor {
  return tensor([...batchOf(module, seed, { flip, padding: 1, brightness }), ...batchOf(module, seed, {})]);
}

function batchOf({ augment }: Module, seed: number, options: AugmentOptions): number[] {
  const { flip, padding, brightness } = { flip: 0.5, padding: 2, brightness: 0.2, ...options };
  const images = picture.broadcastTo([count, 2, 3, 4]);
  const [batch, again] = [1, 2].map(() => augment(images, new Random(seed), options)) as [Tensor, Tensor];
  const outcomes = outcomesOf(padding);
  const fates = [...Array(count).keys()]
    .map((n) => fateOf(batch.data.subarray(24 * n, 24 * (n + 1)), outcomes, brightness))
    .filter((fate) => fate !== undefined);
  const lost = count - fates.length + (batch.sub(again).abs().max().item() > 0 ? 1 : 0);
  if (lost > 0) return [1000 * lost];
  const pairs = fates.flatMap((fate, n) => (n % 2 ? [[fates[n - 1]!, fate] as const] : []));
  const shifts = [...Array(2 * padding + 1).keys()];
  const evenly = 1 / shifts.length;
  /** How far off the share of those that have something is. */
  const off = <Item>(chance: number, items: readonly Item[], has: (item: Item) => boolean): number =>
    (items.filter(has).length - items.length * chance) / Math.sqrt(items.length * chance * (1 - chance));
  /** How far off a sum is of numbers with mean 0 and this variance. */
  const sum = <Item>(variance: number, items: readonly Item[], of: (item: Item) => number): number =>
    items.reduce((total, item) => total + of(item), 0) / Math.sqrt(items.length * variance);
  return [
    off(flip, fates, ({ flipped }) => flipped),
    ...shifts.flatMap((k) => [
      off(evenly, fates, ({ top }) => top === k),
      off(evenly, fates, ({ left }) => left === k),
    ]),
    off(evenly, fates, ({ top, left }) => top === left),
    off(flip * evenly, fates, ({ flipped, top }) => flipped && top === 0),
    off(flip * evenly, fates, ({ flipped, left }) => flipped && left === 0),
    sum(1 / 3, fates, ({ change }) => change),
    sum(4 / 45, fates, ({ change }) => change ** 2 - 1 / 3),
    sum((flip * (1 - flip)) / 3, fates, ({ change, flipped }) => change * (flipped ? 1 - flip : -flip)),
    off(flip ** 2, pairs, ([a, b]) => a.flipped && b.flipped),
    off(evenly ** 2, pairs, ([a, b]) => a.top === b.top && a.left === b.left),
    sum(1 / 9, pairs, ([a, b]) => a.change * b.change),
  ];
}
