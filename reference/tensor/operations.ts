/**
 * Writes one result for each element of `a` from `from` up to `to`. Its partners in `b` begin at `first`; with a step of 0
 * that one element serves them all.
 */
type Loop = (
  a: Float64Array,
  b: Float64Array,
  result: Float64Array,
  from: number,
  to: number,
  first: number,
  step: number,
) => void;

// Each operation has a loop of its own because a call per element would take about four times as long: V8 inlines a
// function into a loop that always calls the same one, not into a loop that thirteen share.
export const operations = {
  add: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! + b[j]!;
  },
  sub: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! - b[j]!;
  },
  mul: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! * b[j]!;
  },
  div: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! / b[j]!;
  },
  pow: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! ** b[j]!;
  },
  maximum: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = Math.max(a[i]!, b[j]!);
  },
  minimum: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = Math.min(a[i]!, b[j]!);
  },
  greater: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! > b[j]! ? 1 : 0;
  },
  greaterEqual: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! >= b[j]! ? 1 : 0;
  },
  less: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! < b[j]! ? 1 : 0;
  },
  lessEqual: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i]! <= b[j]! ? 1 : 0;
  },
  equal: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i] === b[j] ? 1 : 0;
  },
  notEqual: (a, b, result, from, to, first, step) => {
    for (let i = from, j = first; i < to; i++, j += step) result[i] = a[i] !== b[j] ? 1 : 0;
  },
} as const satisfies Record<string, Loop>;
