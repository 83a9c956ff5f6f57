/**
 * Writes one result for each element of `a` and `b`; with a step of 0 the first element of `b` serves them all.
 */
type Loop = (a: Float64Array, b: Float64Array, step: 0 | 1, result: Float64Array) => void;

// Each operation has a loop of its own because a call per element would take about four times as long: V8 inlines a
// function into a loop that always calls the same one, not into a loop that thirteen share.
export const operations = {
  add: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! + b[i * step]!;
  },
  sub: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! - b[i * step]!;
  },
  mul: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! * b[i * step]!;
  },
  div: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! / b[i * step]!;
  },
  pow: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! ** b[i * step]!;
  },
  maximum: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = Math.max(a[i]!, b[i * step]!);
  },
  minimum: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = Math.min(a[i]!, b[i * step]!);
  },
  greater: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! > b[i * step]! ? 1 : 0;
  },
  greaterEqual: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! >= b[i * step]! ? 1 : 0;
  },
  less: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! < b[i * step]! ? 1 : 0;
  },
  lessEqual: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i]! <= b[i * step]! ? 1 : 0;
  },
  equal: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i] === b[i * step] ? 1 : 0;
  },
  notEqual: (a, b, step, result) => {
    for (let i = 0; i < result.length; i++) result[i] = a[i] !== b[i * step] ? 1 : 0;
  },
} as const satisfies Record<string, Loop>;
