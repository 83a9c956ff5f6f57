/**
 * Kelley's index of discrimination: how much more the best 27 % of the class have of an item than the last 27 %.
 *
 * T. L. Kelley, The selection of upper and lower groups for the validation of test items, Journal of Educational
 * Psychology 30 (1939). Those who share the score at a group's border share its last places, so the index does not
 * depend on the order of names.
 */
const groupShare = 0.27;

/** @returns a value in [−1, 1]; undefined where the groups would be empty. */
export function upperLower(shares: Float64Array, totals: Float64Array): number | undefined {
  const people = [...totals]
    .map((total, at) => ({ total, share: shares[at]! }))
    .filter(({ total, share }) => !Number.isNaN(total) && !Number.isNaN(share));
  const size = Math.round(groupShare * people.length);
  if (size === 0) return undefined;
  return meanOfBest(people, size, 1) - meanOfBest(people, size, -1);
}

interface Person {
  readonly total: number;
  readonly share: number;
}

/** Of the `size` people with the highest totals; with the lowest for the sign −1. */
function meanOfBest(people: readonly Person[], size: number, sign: 1 | -1): number {
  const sorted = people.toSorted((a, b) => sign * (b.total - a.total));
  const border = sorted[size - 1]!.total;
  const inside = sorted.filter(({ total }) => sign * (total - border) > 0);
  const tied = sorted.filter(({ total }) => total === border);
  const places = (size - inside.length) / tied.length;
  return (sum(inside) + places * sum(tied)) / size;
}

function sum(people: readonly Person[]): number {
  return people.reduce((total, { share }) => total + share, 0);
}
