/** Rules about real entries: away from 0, on both sides of it, no two alike. */
import { Tensor } from "#tensor";
import type { Interval } from "#graders/spec/signature.ts";
import { allSmall, countOf, fewest, most, nearZero, oneSided, quarter, rare, type Degeneracy } from "./degeneracy.ts";
import { isReal, tensorsIn, type Argument, type Observation } from "./observe.ts";

/** @param isGradient - whether difference quotients are taken at these inputs. */
export function numbersRules({ arguments: all }: Observation, isGradient: boolean): Degeneracy[] {
  const reals = all.filter(isReal);
  return [
    ...reals.flatMap((argument) => [
      ...closeToZero(argument, isGradient && argument.type.kind === "tensor"),
      ...small(argument),
      ...tied(argument, isGradient),
      ...mirrored(argument),
      ...onOneSide(argument),
    ]),
    ...reals.flatMap((first, index) => reals.slice(index + 1).flatMap((second) => equalPair(first, second))),
  ];
}

function closeToZero(argument: Argument, isGradient: boolean): Degeneracy[] {
  const entries = entriesOf(argument);
  const bound = nearZero * Math.min(1, reach(argument));
  const close = entries.filter((entry) => Math.abs(entry) < bound).length;
  const allowed = isGradient ? rare : quarter;
  if (entries.length < fewest || close <= allowed * entries.length) return [];
  return [
    {
      rule: "near zero",
      argument: argument.path,
      found: `is nearer to 0 than ${bound} in ${countOf(close, entries.length, "entries")}`,
      because: isGradient
        ? "A difference quotient reaches across a kink at 0."
        : "A term that is 0 hides what is wrong with it.",
      remedy: "Draw it with draw.tensor or draw.number, which stay away from 0.",
    },
  ];
}

function small(argument: Argument): Degeneracy[] {
  const tensors = tensorsIn(argument).filter(({ size }) => size > 0);
  const bound = allSmall * Math.min(1, reach(argument));
  const smallOnes = tensors.filter(({ data }) => data.every((entry) => Math.abs(entry) < bound)).length;
  if (tensors.length < fewest || smallOnes <= quarter * tensors.length) return [];
  return [
    {
      rule: "small",
      argument: argument.path,
      found: `has no entry as large as ${bound} in ${countOf(smallOnes, tensors.length)}`,
      because: "What is that small leaves no trace in a sum.",
      remedy: "Draw it over a wider interval.",
    },
  ];
}

function tied(argument: Argument, isGradient: boolean): Degeneracy[] {
  const tensors = tensorsIn(argument).filter(({ size }) => size > 1);
  const isTied = ({ data, shape }: Tensor): boolean =>
    argument.type.kind === "tensor" && argument.type.entries === "probabilities"
      ? Array.from({ length: data.length / shape.at(-1)! }, (_, row) =>
          data.subarray(row * shape.at(-1)!, (row + 1) * shape.at(-1)!),
        ).some((row) => new Set(row).size < row.length)
      : new Set(data).size < data.length;
  const tiedOnes = tensors.filter(isTied).length;
  if (tensors.length < fewest || tiedOnes <= (isGradient ? rare : most) * tensors.length) return [];
  return [
    {
      rule: "tied",
      argument: argument.path,
      found: `has equal entries in ${countOf(tiedOnes, tensors.length)}`,
      because: "Where two entries are equal, it does not show which of them was taken.",
      remedy: "Draw it with draw.tensor, whose entries are all different.",
    },
  ];
}

/** x and −x: a missing absolute value, an even function for an odd one. */
function mirrored(argument: Argument): Degeneracy[] {
  const tensors = tensorsIn(argument).filter(({ size }) => size > 1);
  const isMirrored = ({ data }: Tensor): boolean => {
    const present = new Set(data);
    return data.every((entry) => entry === 0 || present.has(-entry));
  };
  const mirroredOnes = tensors.filter(isMirrored).length;
  if (tensors.length < fewest || mirroredOnes <= quarter * tensors.length) return [];
  return [
    {
      rule: "mirrored",
      argument: argument.path,
      found: `has with each entry x an entry -x in ${countOf(mirroredOnes, tensors.length)}`,
      because: "Sums of such entries are 0 whatever stands before them.",
      remedy: "Draw its entries independently.",
    },
  ];
}

function onOneSide(argument: Argument): Degeneracy[] {
  const interval = intervalOf(argument);
  if (isProbabilities(argument) || (interval && !(isBelow(interval.low.value) && isAbove(interval.high.value))))
    return [];
  const entries = entriesOf(argument);
  const positive = entries.filter((entry) => entry > 0).length;
  const negative = entries.filter((entry) => entry < 0).length;
  const larger = Math.max(positive, negative);
  if (entries.length < fewest || larger <= oneSided * entries.length) return [];
  return [
    {
      rule: "one-sided",
      argument: argument.path,
      found: `is ${positive > negative ? "positive" : "negative"} in ${countOf(larger, entries.length, "entries")}, though its type allows both signs`,
      because: "What goes wrong for the other sign is never seen.",
      remedy: "Draw both signs, or state the interval in its type.",
    },
  ];
}

function equalPair(first: Argument, second: Argument): Degeneracy[] {
  let alike = 0;
  let both = 0;
  for (const [draw, a] of first.values.entries()) {
    const b = second.values[draw];
    if (!(a instanceof Tensor && b instanceof Tensor && sameShape(a, b))) continue;
    both++;
    if (a.data.every((entry, index) => entry === b.data[index])) alike++;
  }
  if (both < fewest || alike <= quarter * both) return [];
  return [
    {
      rule: "equal arguments",
      argument: `${first.path} and ${second.path}`,
      found: `are equal in ${countOf(alike, both)} where they have the same shape`,
      because: "Code that takes one for the other gives the same answer.",
      remedy: "Draw each by itself.",
    },
  ];
}

function entriesOf({ values }: Argument): number[] {
  return values.flatMap((value) =>
    value instanceof Tensor ? [...value.data] : typeof value === "number" ? [value] : [],
  );
}

function intervalOf({ type }: Argument): Interval | undefined {
  return type.kind === "tensor" || type.kind === "number" ? type.interval : undefined;
}

function isProbabilities({ type }: Argument): boolean {
  return type.kind === "tensor" && type.entries === "probabilities";
}

/** How far from 0 the type lets a value be: within (-1e-4, 1e-4) all are small because they must. */
function reach(argument: Argument): number {
  const interval = intervalOf(argument);
  if (!interval) return Infinity;
  const bounds = [interval.low.value, interval.high.value].map((bound) =>
    typeof bound === "number" ? Math.abs(bound) : Infinity,
  );
  return Math.max(...bounds);
}

const isBelow = (bound: number | string): boolean => typeof bound === "string" || bound < 0;
const isAbove = (bound: number | string): boolean => typeof bound === "string" || bound > 0;

function sameShape(a: Tensor, b: Tensor): boolean {
  return a.rank === b.rank && a.shape.every((size, axis) => size === b.shape[axis]);
}
