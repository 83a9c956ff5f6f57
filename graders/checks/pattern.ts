/**
 * What wrong numbers have in common when no known mistake gives them: one factor, or a transpose. The student reads the
 * pattern as a sentence, never what to write.
 */
import { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { compare } from "./compare.ts";
import { leavesOf, type Leaf } from "./gradient/leaves.ts";

export interface Pair {
  readonly expected: Value;
  readonly actual: Value;
}

const same = { relative: 1e-9, scale: 1e-12, absolute: 0 };
/** Fewer numbers than this have something in common by chance. */
const fewestNumbers = 3;

/** A sentence on all pairs, or nothing. */
export function patternOf(pairs: readonly Pair[]): string | undefined {
  if (pairs.length === 0) return undefined;
  if (pairs.every(isTransposed)) return "It is the transpose of what is expected.";
  const factors = pairs.map(factorOf);
  const numbers = pairs.reduce(
    (count, { expected }) => count + leavesOf(expected).reduce((sum, { data }) => sum + data.length, 0),
    0,
  );
  if (numbers < fewestNumbers || factors.some((factor) => factor === undefined || factor === 0 || factor === 1))
    return undefined;
  const [first, ...others] = factors as [number, ...number[]];
  if (others.every((factor) => close(factor, first)))
    return first === -1
      ? "Every number has the wrong sign."
      : `Every number is ${written(first)} times what is expected.`;
  const texts = [...new Set((factors as number[]).map(written))];
  // Factors that change with the input are told only where they are counts, or one over counts: a wrong divisor.
  const counts = (factors as number[]).every((factor) => isCount(factor) || isCount(1 / factor));
  return counts
    ? `Every number is off by one factor, which changes with the size of the input: ${texts.slice(0, 4).join(", ")}.`
    : undefined;
}

/** The one number that all entries are multiplied by. */
function factorOf({ expected, actual }: Pair): number | undefined {
  const wanted = leavesOf(expected);
  const got = leavesOf(actual);
  if (wanted.length !== got.length || wanted.some((leaf, index) => !sameShape(leaf, got[index]!))) return undefined;
  let factor: number | undefined;
  for (const [index, { data }] of wanted.entries()) {
    for (let entry = 0; entry < data.length; entry++) {
      const [want, have] = [data[entry]!, got[index]!.data[entry]!];
      if (want === 0 && have === 0) continue;
      const ratio = have / want;
      if (!Number.isFinite(ratio) || (factor !== undefined && !close(ratio, factor))) return undefined;
      factor ??= ratio;
    }
  }
  return factor;
}

function isTransposed({ expected, actual }: Pair): boolean {
  if (
    !(expected instanceof Tensor) ||
    !(actual instanceof Tensor) ||
    expected.rank !== 2 ||
    expected.size < fewestNumbers
  )
    return false;
  return compare(expected.T, actual, same).equal && !compare(expected, actual, same).equal;
}

function sameShape(a: Leaf, b: Leaf): boolean {
  return a.shape.join() === b.shape.join();
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-7 * Math.abs(b);
}

function isCount(value: number): boolean {
  return value >= 1 && close(value, Math.round(value));
}

/** `1/3` rather than 0.333333. */
function written(factor: number): string {
  const size = Math.abs(factor);
  const sign = factor < 0 ? "−" : "";
  if (isCount(size)) return `${sign}${Math.round(size)}`;
  if (isCount(1 / size) && 1 / size < 1000) return `${sign}1/${Math.round(1 / size)}`;
  if (isCount(size * size) && size * size < 1000) return `${sign}√${Math.round(size * size)}`;
  if (isCount(1 / (size * size)) && 1 / (size * size) < 1000) return `${sign}1/√${Math.round(1 / (size * size))}`;
  return String(Number(factor.toPrecision(6)));
}
