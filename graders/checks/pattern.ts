/**
 * What wrong numbers have in common when no known mistake gives them: one factor, a transpose, a shift, a missing term.
 * The student reads the pattern as a sentence, never what to write.
 */
import { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { leavesOf } from "./gradient/leaves.ts";
import { resemblances, sameNumbers, type Pair } from "./resemblance.ts";

/** One call: what was expected, what came back, and what the call was given. */
export interface Answer {
  readonly expected: Value;
  readonly actual: Value;
  readonly inputs?: { readonly [name: string]: Value };
}

/** Fewer numbers than this have something in common by chance. */
const fewestNumbers = 3;

/** A sentence on all answers, or nothing. */
export function patternOf(answers: readonly Answer[]): string | undefined {
  const fields = answers.map(wrongFields);
  const names = new Set(fields.flatMap((wrong) => (wrong ? [...wrong.keys()] : [])));
  if (names.size === 0 || fields.includes(undefined)) return undefined;
  const pairs = (fields as Map<string, Pair>[]).flatMap((wrong) => [...wrong.values()]);
  const entries = pairs.reduce((count, { expected }) => count + expected.size, 0);
  const some = pairs.some(({ expected }) => expected.data.some((entry) => entry !== 0));
  if (entries < fewestNumbers || !some) return undefined;
  const of = whereIn(names, answers[0]!);
  const factor = factorInWords(pairs);
  if (factor !== undefined) return `Every number${of} ${factor}.`;
  for (const resemblance of resemblances) {
    const [first, ...others] = pairs.map(resemblance);
    if (first !== undefined && others.every((other) => other === first)) return `${subject(of)} is ${first}.`;
  }
  return undefined;
}

/** The tensors that differ, by their path; nothing when what came back has another form altogether. */
function wrongFields({ expected, actual, inputs = {} }: Answer): Map<string, Pair> | undefined {
  const wanted = leavesOf(expected);
  const got = new Map(leavesOf(actual).map((leaf) => [leaf.path.join("."), leaf]));
  const named = new Map(
    Object.entries(inputs).flatMap(([name, value]) =>
      leavesOf(value, [name]).map((leaf) => [leaf.path.join("."), new Tensor(leaf.data, leaf.shape)] as const),
    ),
  );
  const wrong = new Map<string, Pair>();
  for (const leaf of wanted) {
    const path = leaf.path.join(".");
    const own = got.get(path);
    if (own === undefined) return undefined;
    if (own.shape.join() === leaf.shape.join() && sameNumbers(own.data, leaf.data)) continue;
    wrong.set(path, {
      expected: new Tensor(leaf.data, leaf.shape),
      actual: new Tensor(own.data, own.shape),
      inputs: named,
    });
  }
  return wrong;
}

/** ` of gradWeight`, where other fields are right. */
function whereIn(names: ReadonlySet<string>, { expected }: Answer): string {
  const all = leavesOf(expected).length;
  return names.size === all || names.has("") ? "" : ` of ${[...names].join(" and ")}`;
}

function subject(of: string): string {
  return of === "" ? "It" : `What came back as ${of.slice(" of ".length)}`;
}

function factorInWords(pairs: readonly Pair[]): string | undefined {
  const factors = pairs.map(factorOf);
  if (factors.some((factor) => factor === undefined || factor === 0 || factor === 1)) return undefined;
  const known = (factors as (number | "any")[]).filter((factor) => factor !== "any");
  const [first, ...others] = known;
  if (first === undefined) return undefined;
  if (others.every((factor) => close(factor, first)))
    return first === -1 ? "has the wrong sign" : `is ${written(first)} times what is expected`;
  // Factors that change with the input are told only where they are counts, or one over counts: a wrong divisor.
  if (!known.every((factor) => isCount(factor) || isCount(1 / factor))) return undefined;
  const texts = [...new Set(known.map(written))];
  return `is off by one factor, which changes with the size of the input: ${texts.slice(0, 4).join(", ")}`;
}

/** The one number that all entries are multiplied by; zeros fit any. */
function factorOf({ expected, actual }: Pair): number | "any" | undefined {
  if (expected.shape.join() !== actual.shape.join()) return undefined;
  let factor: number | undefined;
  for (let entry = 0; entry < expected.size; entry++) {
    const [want, have] = [expected.data[entry]!, actual.data[entry]!];
    if (want === 0 && have === 0) continue;
    const ratio = have / want;
    if (!Number.isFinite(ratio) || (factor !== undefined && !close(ratio, factor))) return undefined;
    factor ??= ratio;
  }
  return factor ?? "any";
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
  const fraction = [2, 3, 4, 5, 6, 7, 8, 9, 10].find((divisor) => isCount(size * divisor));
  if (fraction !== undefined && size < 2) return `${sign}${Math.round(size * fraction)}/${fraction}`;
  if (isCount(size * size) && size * size < 1000) return `${sign}√${Math.round(size * size)}`;
  if (isCount(1 / (size * size)) && 1 / (size * size) < 1000) return `${sign}1/√${Math.round(1 / (size * size))}`;
  return String(Number(factor.toPrecision(6)));
}
