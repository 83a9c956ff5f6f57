/**
 * Whether the reference's values are those that the case expects.
 *
 * The tolerance is the one of the library's own assertion, read as the README.md of the cases says; ONNX cases, which
 * have none, get ONNX's default. Values that were computed in few bits can't be nearer than their rounding: no tolerance
 * is tighter than a few steps of the narrowest type that took part.
 */
import type { Tensor } from "#tensor";
import { toTensor, type PublishedArray, type PublishedCase, type PublishedTolerance } from "./published-case.ts";

interface Allowance {
  readonly relative: number;
  readonly absolute: number;
}

/** Eight roundings of each type, relative: a handful of operations. */
const roundings = new Map([
  ["float16", 8 * 2 ** -11],
  ["bfloat16", 8 * 2 ** -8],
  ["float32", 8 * 2 ** -24],
]);

/** ONNX's `assert_allclose` in its backend tests. */
const onnxDefault: Allowance = { relative: 1e-3, absolute: 1e-7 };

/** A sentence about the first and worst entry that differs; undefined when all agree. */
export function disagreement(
  item: PublishedCase,
  outputIndex: number,
  result: Tensor,
  override?: PublishedTolerance,
): string | undefined {
  const array = item.outputs[outputIndex]!;
  const actual = selectPart(result, item.output_path ?? []);
  const wanted = toTensor(array);
  const label = item.outputs.length > 1 ? `${array.name}: ` : "";
  const expected = item.broadcast_expected ? wanted.broadcastTo(actual.shape) : wanted;
  if (expected.shape.join() !== actual.shape.join()) {
    return `${label}the reference's shape is [${actual.shape.join(", ")}], expected [${expected.shape.join(", ")}]`;
  }
  const { relative, absolute } = allowance(item, array, override);
  let worst = { excess: 0, text: "" };
  for (let index = 0; index < expected.size; index++) {
    const want = expected.data[index]!;
    const got = actual.data[index]!;
    if (want === got || (Number.isNaN(want) && Number.isNaN(got))) continue;
    const allowed = relative * Math.abs(want) + absolute;
    const difference = Math.abs(want - got);
    if (Number.isFinite(want) && difference <= allowed) continue;
    const excess = Number.isFinite(difference) ? difference / (allowed || Number.MIN_VALUE) : Infinity;
    if (excess > worst.excess)
      worst = { excess, text: `entry ${index} is ${got}, expected ${want}, allowed ±${allowed.toPrecision(2)}` };
  }
  return worst.text === "" ? undefined : label + worst.text;
}

/** The tolerance of a case in one form, |actual − expected| ≤ relative · |expected| + absolute. */
function allowance(item: PublishedCase, output: PublishedArray, override?: PublishedTolerance): Allowance {
  const rounding = Math.max(...[output, ...item.inputs].map((array) => roundings.get(array?.dtype ?? "") ?? 0));
  const given = fromTolerance(override === undefined ? item.tolerance : override, output);
  // Where terms cancel, the rounding is that of the terms: the largest entry stands for their size.
  const scale = Math.max(0, ...output.data.map(Number).filter(Number.isFinite).map(Math.abs));
  return { relative: Math.max(given.relative, rounding), absolute: Math.max(given.absolute, rounding * scale) };
}

function fromTolerance(tolerance: PublishedTolerance | undefined, output: PublishedArray): Allowance {
  if (tolerance === undefined) return onnxDefault;
  if (tolerance === null) return { relative: 0, absolute: 1e-3 };
  if (typeof tolerance === "number") return { relative: 0, absolute: tolerance };
  if (tolerance.exact) return { relative: 0, absolute: 0 };
  if (tolerance.decimal !== undefined) return { relative: 0, absolute: 1.5 * 10 ** -tolerance.decimal };
  if (tolerance.printed_digits) return { relative: 0, absolute: Math.max(tolerance.atol ?? 0, lastDigit(output)) };
  // pytest.approx allows 1e-12 where nothing is said of an absolute difference.
  if (tolerance.rel !== undefined) return { relative: tolerance.rel, absolute: tolerance.abs ?? 1e-12 };
  return { relative: tolerance.rtol ?? 0, absolute: tolerance.atol ?? 0 };
}

/** One unit of the last digit shown, of the entry that shows most; a short number such as 0.25 is meant exactly. */
function lastDigit(output: PublishedArray): number {
  const decimals = Math.max(...output.data.map((value) => (/\.(\d+)$/.exec(String(value))?.[1] ?? "").length));
  return 1.001 * 10 ** -Math.max(4, decimals);
}

/** The part of the result that the case is about. Numbers choose from a tuple, which is the adapter's business. */
function selectPart(result: Tensor, path: readonly (number | string)[]): Tensor {
  let part = result;
  for (const step of path) {
    const index = /^\[(\d+)\]$/.exec(String(step))?.[1];
    if (typeof step === "string" && index !== undefined) part = part.slice(Number(index));
  }
  return part;
}
