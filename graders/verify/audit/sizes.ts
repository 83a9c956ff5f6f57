/** Rules about sizes: each varies, no two are always equal, a batch has one example or several, windows leave a rest. */
import { Tensor } from "#tensor";
import type { Spec } from "#graders/spec/spec.ts";
import { countOf, fewest, type Degeneracy } from "./degeneracy.ts";
import { tensorsIn, type Observation } from "./observe.ts";

const usualRange: readonly [number, number] = [1, 5];

export function sizesRules(observation: Observation, ranges: Spec["sizes"]): Degeneracy[] {
  return [...symbolsRules(observation, ranges), ...neverLong(observation, ranges), ...noRest(observation)].map(
    (found) => ({ ...found, missing: true as const }),
  );
}

function symbolsRules({ sizes }: Observation, ranges: Spec["sizes"]): Degeneracy[] {
  const symbols = [...new Set(sizes.flatMap((draw) => [...draw.keys()]))];
  const rangeOf = (symbol: string): readonly [number, number] => ranges.get(symbol) ?? usualRange;
  const varies = symbols.filter((symbol) => rangeOf(symbol)[0] < rangeOf(symbol)[1]);
  const found: Degeneracy[] = [];
  for (const symbol of varies) {
    const seen = sizes.flatMap((draw) => draw.get(symbol) ?? []);
    if (seen.length < fewest) continue;
    const distinct = new Set(seen);
    const [low, high] = rangeOf(symbol);
    if (distinct.size === 1)
      found.push({
        rule: "size never varies",
        argument: `the size ${symbol}`,
        found: `is ${seen[0]} in all ${seen.length} draws, though it may be ${low} to ${high}`,
        because: "A number written where the size belongs does not show.",
        remedy: `Draw it with draw.size, or state its range in "sizes".`,
      });
    else if (symbol === "N" && low === 1 && !distinct.has(1))
      found.push({
        rule: "batch never 1",
        argument: "the batch size N",
        found: `is never 1 in ${seen.length} draws`,
        because: "An axis of length 1 that is dropped, or broadcast by mistake, does not show.",
        remedy: `Let it be 1 now and then, or state its range in "sizes".`,
      });
  }
  for (const [index, first] of symbols.entries()) {
    for (const second of symbols.slice(index + 1)) {
      const both = sizes.filter((draw) => draw.has(first) && draw.has(second));
      if (both.length < fewest || !(varies.includes(first) || varies.includes(second))) continue;
      if (both.every((draw) => draw.get(first) === draw.get(second)))
        found.push({
          rule: "sizes always equal",
          argument: `the sizes ${first} and ${second}`,
          found: `are equal in all ${both.length} draws`,
          because: "Code that takes one for the other gives the same answer.",
          remedy: "Draw each with draw.size, or call both by one name in the signature.",
        });
    }
  }
  return found;
}

/** An axis that could be longer and has length 1 in every draw. */
function neverLong({ arguments: all }: Observation, ranges: Spec["sizes"]): Degeneracy[] {
  return all.flatMap((argument) => {
    const { type, path } = argument;
    if (type.kind !== "tensor") return [];
    const tensors = tensorsIn(argument);
    const ranks = [...new Set(tensors.map(({ rank }) => rank))];
    return ranks.flatMap((rank) => {
      const alike = tensors.filter((tensor) => tensor.rank === rank);
      return Array.from({ length: rank }, (_, axis) => axis).flatMap((axis): Degeneracy[] => {
        const symbol = type.shape?.[axis]?.symbol;
        const fixed = type.shape !== undefined && (symbol === undefined || ranges.get(symbol)?.[1] === 1);
        if (fixed || alike.length < fewest || alike.some(({ shape }) => shape[axis]! > 1)) return [];
        return [
          {
            rule: "axis never longer than 1",
            argument: path,
            found: `has length 1 along axis ${axis} in all ${alike.length} draws of rank ${rank}`,
            because: "A sum over the wrong axis, or over none, gives the same answer.",
            remedy: "Draw that size with draw.size.",
          },
        ];
      });
    });
  });
}

/** (H + 2P − K) divisible by S wherever windows move by more than one: the rest that floor drops is never there. */
function noRest({ draws }: Observation): Degeneracy[] {
  const rests = draws.flatMap(restOf);
  if (rests.length < fewest || rests.some((rest) => rest > 0)) return [];
  return [
    {
      rule: "no rest",
      argument: "the stride",
      found: `divides the way of the window in all ${countOf(rests.length, draws.length)} in which it is above 1`,
      because: "An output size rounded up instead of down does not show.",
      remedy: "Draw height and width so that the last window leaves some rows and columns over.",
    },
  ];
}

function restOf(values: { readonly [argument: string]: unknown }): number[] {
  const { stride = 1, padding = 0, dilation = 1, kernelSize } = optionsIn(values);
  const [image, kernel] = Object.values(values).filter((value) => value instanceof Tensor);
  if (image === undefined || image.rank < 3 || !(typeof stride === "number" && stride > 1)) return [];
  const extent = typeof kernelSize === "number" ? [kernelSize, kernelSize] : (kernel?.shape.slice(-2) ?? []);
  const [height, width] = image.shape.slice(-2).map((size, axis) => {
    const way = size + 2 * Number(padding) - Number(dilation) * ((extent[axis] ?? 1) - 1) - 1;
    return way % stride;
  });
  return [Math.max(height!, width!)];
}

function optionsIn(values: { readonly [argument: string]: unknown }): { readonly [name: string]: unknown } {
  const records = Object.values(values).filter((value) => typeof value === "object" && !(value instanceof Tensor));
  return Object.assign({}, values, ...records) as { readonly [name: string]: unknown };
}
