/** Rules about how entries lie in a tensor: not square, not symmetric, not sorted, not all alike. */
import type { Tensor } from "#tensor";
import { countOf, fewest, most, type Degeneracy } from "./degeneracy.ts";
import { isReal, tensorsIn, type Argument, type Observation } from "./observe.ts";

export function arrangementRules({ arguments: all }: Observation): Degeneracy[] {
  return all.filter(isReal).flatMap((argument) => rules.flatMap((rule) => judge(argument, rule)));
}

interface Rule {
  readonly name: string;
  /** Which tensors can be judged: two numbers are sorted by chance half of the time. */
  readonly applies: (tensor: Tensor, argument: Argument) => boolean;
  readonly breaks: (tensor: Tensor) => boolean;
  readonly found: string;
  readonly because: string;
  readonly remedy: string;
}

const independently = "Draw its entries independently, with draw.tensor.";

const rules: readonly Rule[] = [
  {
    name: "square",
    applies: ({ rank }, { type }) => rank >= 2 && hasTwoSizes(type),
    breaks: ({ shape }) => shape.at(-1) === shape.at(-2),
    found: "is square",
    because: "A transpose of a square matrix has the right shape.",
    remedy: "Draw its sizes with draw.size, which keeps them different.",
  },
  {
    name: "symmetric",
    applies: ({ rank, size }) => rank === 2 && size > 1,
    breaks: isSymmetric,
    found: "equals its transpose",
    because: "A transpose too many or too few does not show.",
    remedy: independently,
  },
  {
    name: "rows alike",
    applies: ({ rank, shape }) => rank === 2 && shape[0]! > 1 && shape[1]! > 0,
    breaks: ({ data, shape }) => data.every((entry, index) => entry === data[index % shape[1]!]),
    found: "has rows that are all alike",
    because: "It does not show which row was taken.",
    remedy: independently,
  },
  {
    name: "columns alike",
    applies: ({ rank, shape }) => rank === 2 && shape[1]! > 1,
    breaks: ({ data, shape }) => data.every((entry, index) => entry === data[index - (index % shape[1]!)]),
    found: "has columns that are all alike",
    because: "It does not show which column was taken.",
    remedy: independently,
  },
  {
    name: "sorted",
    applies: ({ size }) => size > 3,
    breaks: ({ data }) =>
      data.every((entry, index) => index === 0 || entry >= data[index - 1]!) ||
      data.every((entry, index) => index === 0 || entry <= data[index - 1]!),
    found: "is sorted",
    because: "A sort, or a maximum taken from an end, changes nothing.",
    remedy: independently,
  },
  {
    name: "constant",
    applies: ({ size }) => size > 1,
    breaks: ({ data }) => data.every((entry) => entry === data[0]),
    found: "is constant",
    because: "It does not show which entry was taken, nor in which order.",
    remedy: independently,
  },
];

function judge(argument: Argument, { name, applies, breaks, found, because, remedy }: Rule): Degeneracy[] {
  const judged = tensorsIn(argument).filter((tensor) => applies(tensor, argument));
  const broken = judged.filter(breaks).length;
  if (judged.length < fewest || broken <= most * judged.length) return [];
  return [
    {
      rule: name,
      argument: argument.path,
      found: `${found} in ${countOf(broken, judged.length)} that could tell`,
      because,
      remedy,
    },
  ];
}

/** Whether height and width may differ: two symbols, or no shape stated. */
function hasTwoSizes(type: Argument["type"]): boolean {
  if (type.kind !== "tensor" || type.like !== undefined) return false;
  if (!type.shape) return true;
  const [height, width] = type.shape.slice(-2);
  return height!.symbol !== undefined && width!.symbol !== undefined && height!.symbol !== width!.symbol;
}

export function isSymmetric({ data, shape, rank }: Tensor): boolean {
  const [rows, columns] = shape;
  if (rank !== 2 || rows !== columns) return false;
  return data.every((entry, index) => entry === data[(index % columns!) * rows! + Math.floor(index / columns!)]);
}
