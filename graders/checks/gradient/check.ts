/**
 * The gradient check: is the backward pass the derivative of the student's own forward pass?
 *
 * For a random cotangent v, φ(x) = Σ v · forward(x), and backward(x, v) must be its gradient. A v of ones would not do:
 * the sum of a softmax is constant, so a gradient that is wrong by any multiple would pass.
 * 1. Laws that need no differences (laws.ts).
 * 2. Slopes along every coordinate when there are at most 64, else along random ±1 directions and two coordinates of
 *    every argument; all points travel in one message. A direction that fails is halved until it names a coordinate.
 * 3. What can't be decided (a kink in the way, too much rounding) is drawn again; what stays undecided is compared with
 *    the reference's gradient, and never costs a point.
 */
import { Tensor } from "#tensor";
import type { Call, Reply, Session, Value } from "#graders/execution/executor.ts";
import { Draw } from "#graders/inputs/draw.ts";
import { forAll } from "#graders/inputs/for-all.ts";
import type { Inputs } from "#graders/inputs/arbitrary.ts";
import { jsonNumber } from "#graders/result/preview.ts";
import { signatureOf, type CheckSpec, type Spec } from "#graders/spec/spec.ts";
import type { Difference } from "#graders/result/result.ts";
import { compare } from "../compare.ts";
import { generatorFor, type CheckContext, type Outcome } from "../context.ts";
import { brokenCall, brokenLaw, callByName, wrongValue, type Finding } from "../finding.ts";
import { judgeSlope, rungs, slopeFrom, stepFor, type Sample } from "./ladder.ts";
import { lawfulGradients } from "./laws.ts";
import { differentiableLeaves, leavesOf, mapLeaves, textOf, withLeaf, type Leaf } from "./leaves.ts";

const usualRuns = 6;
const redraws = 4;
const allCoordinatesUpTo = 64;
const directions = 12;
const shownCoordinates = 5;

type GradientSpec = CheckSpec & { kind: "gradient" };
type Values = { readonly [argument: string]: unknown };

export async function checkGradient(check: GradientSpec, context: CheckContext): Promise<Outcome> {
  const draw = generatorFor(context.exercise, check);
  const undecided: string[] = [];
  const judge = async (inputs: readonly Inputs[]): Promise<(Finding | undefined)[]> => {
    const findings: (Finding | undefined)[] = [];
    for (const { seed, scale, values } of inputs) {
      let verdict = await judgeOnce(check, context, values, seed);
      for (let attempt = 1; verdict === "inconclusive" && attempt <= redraws; attempt++) {
        verdict = await judgeOnce(check, context, draw(new Draw((seed + attempt * 104_729) % 2 ** 31, scale)), seed + attempt);
      }
      if (verdict === "inconclusive" && !(await equalsReference(check, context, values, seed))) undecided.push(`input ${seed}`);
      findings.push(typeof verdict === "string" ? undefined : verdict);
    }
    return findings;
  };
  const { runs, findings } = await forAll(draw, judge, { seed: context.seed, runs: check.runs ?? usualRuns });
  if (findings.length === 0 && undecided.length > 0) return { runs, findings, inconclusive: `On ${undecided.length} of ${runs} inputs the slope could not be measured well enough to judge the gradient. This costs nothing.` };
  return { runs, findings };
}

async function judgeOnce(check: GradientSpec, context: CheckContext, values: Values, seed: number): Promise<Finding | "pass" | "inconclusive"> {
  const { exercise: { spec }, student } = context;
  const forward = callByName(spec, check.call, values);
  const [reply] = (await student.call([forward])) as [Reply];
  if (reply.status !== "returned") return brokenCall(spec, forward, reply);
  const moved = movedLeaves(spec, check, values);
  const cotangent = cotangentFor(reply.value, seed);
  const backward = (factor: number): Call => backwardCall(spec, check, values, reply.value, mapLeaves(cotangent, ({ data }) => data.map((entry) => factor * entry)));
  const calls = { plain: { ...backward(1), echo: true }, again: backward(1), doubled: backward(2), zero: backward(0) };
  const replies = await student.call([calls.plain, calls.again, calls.doubled, calls.zero]);
  const lawful = lawfulGradients(spec, calls, replies, moved);
  if ("finding" in lawful) return lawful.finding;
  const slopes = new Slopes(student, (point) => callByName(spec, check.call, point), values, moved, cotangent);
  const judged = await judgeSlopes(slopes, moved, lawful.gradients, new Draw(seed));
  if (judged === "pass" || judged === "inconclusive") return judged;
  if ("broken" in judged) return brokenCall(spec, judged.broken.call, judged.broken.reply);
  const plain = replies[0] as Reply & { status: "returned" };
  return gradientFinding(spec, calls.plain, plain, judged.wrong, await referenceGradient(check, context, values, forward, reply, calls.plain));
}

/** The arguments whose gradient `by` returns: named by its record's fields, else by `like x`, else the first real one. */
function movedLeaves(spec: Spec, check: GradientSpec, values: Values): Leaf[] {
  const leaves = differentiableLeaves(signatureOf(spec, check.call)!, values);
  const { returns } = signatureOf(spec, check.by)!;
  if (returns.kind === "record") {
    const named = new Set([...returns.fields.keys()].map((field) => `${field[4]?.toLowerCase()}${field.slice(5)}`));
    return leaves.filter(({ path }) => named.has(path[0]!));
  }
  const argument = returns.kind === "tensor" && returns.like !== undefined ? returns.like : leaves[0]?.path[0];
  return leaves.filter(({ path }) => path[0] === argument);
}

/** Random weights for every entry of the output; never constant, never 0. */
function cotangentFor(output: Value, seed: number): Value {
  const draw = new Draw(seed ^ 0x5bd1e995);
  return mapLeaves(output, ({ shape }) => draw.tensor(shape, -2, 2).data);
}

function backwardCall(spec: Spec, check: GradientSpec, values: Values, output: Value, gradOutput: Value): Call {
  const asTensor = typeof gradOutput === "number" ? new Tensor(Float64Array.of(gradOutput), []) : gradOutput;
  return callByName(spec, check.by, { ...values, output, gradOutput: asTensor });
}

interface WrongSlope {
  readonly leaf: Leaf;
  readonly index: number;
  readonly analytic: number;
  readonly measured: number;
}

/** φ along directions through x, all points of all directions in one message. */
class Slopes {
  readonly #student: Session;
  readonly #call: (point: Values) => Call;
  readonly #values: Values;
  readonly #moved: readonly Leaf[];
  readonly #cotangent: readonly Leaf[];
  constructor(student: Session, call: (point: Values) => Call, values: Values, moved: readonly Leaf[], cotangent: Value) {
    this.#student = student;
    this.#call = call;
    this.#values = values;
    this.#moved = moved;
    this.#cotangent = leavesOf(cotangent);
  }

  /** One slope for each direction: entry i of a direction moves coordinate i of all moved arguments laid end to end. */
  async along(directions: readonly (ReadonlyMap<number, number>)[]): Promise<readonly { slope: ReturnType<typeof slopeFrom> }[] | { broken: { call: Call; reply: Exclude<Reply, { status: "returned" }> } }> {
    const steps = directions.map((direction) => (direction.size === 1 ? stepFor(this.#coordinate([...direction.keys()][0]!)) : stepFor(1)));
    const calls = [this.#call(this.#values), ...directions.flatMap((direction, index) => rungs.map((rung) => this.#call(this.#shifted(direction, rung * steps[index]!))))];
    const replies = await this.#student.call(calls);
    const samples: Sample[] = [];
    for (const [index, reply] of replies.entries()) {
      // Leaving the domain is not a fault of the code: such a slope is unusable.
      if (reply.status === "threw" && index > 0) samples.push({ value: NaN, size: NaN });
      else if (reply.status !== "returned") return { broken: { call: calls[index]!, reply } };
      else samples.push(this.#weigh(reply.value));
    }
    return directions.map((_, index) => ({ slope: slopeFrom(samples[0]!, samples.slice(1 + index * rungs.length, 1 + (index + 1) * rungs.length), steps[index]!) }));
  }

  #coordinate(position: number): number {
    const { leaf, index } = locate(this.#moved, position);
    return leaf.data[index]!;
  }

  #shifted(direction: ReadonlyMap<number, number>, distance: number): Values {
    const copies = new Map<Leaf, Float64Array>();
    for (const [position, sign] of direction) {
      const { leaf, index } = locate(this.#moved, position);
      const copy = copies.get(leaf) ?? Float64Array.from(leaf.data);
      copy[index]! += sign * distance;
      copies.set(leaf, copy);
    }
    return [...copies].reduce<Values>((values, [leaf, data]) => withLeaf(values, leaf.path, data) as Values, this.#values);
  }

  #weigh(output: Value): Sample {
    let value = 0;
    let size = 0;
    const leaves = leavesOf(output);
    for (const [index, weights] of this.#cotangent.entries()) {
      const entries = leaves[index]?.data;
      if (entries?.length !== weights.data.length) return { value: NaN, size: NaN };
      for (let entry = 0; entry < entries.length; entry++) {
        const term = weights.data[entry]! * entries[entry]!;
        value += term;
        size += Math.abs(term);
      }
    }
    return { value, size };
  }
}

function locate(leaves: readonly Leaf[], position: number): { leaf: Leaf; index: number } {
  let index = position;
  for (const leaf of leaves) {
    if (index < leaf.data.length) return { leaf, index };
    index -= leaf.data.length;
  }
  throw new RangeError(`locate: position is ${position}, expected less than the number of coordinates.`);
}

async function judgeSlopes(slopes: Slopes, moved: readonly Leaf[], gradients: readonly Leaf[], draw: Draw): Promise<"pass" | "inconclusive" | { wrong: readonly WrongSlope[] } | { broken: { call: Call; reply: Exclude<Reply, { status: "returned" }> } }> {
  const total = moved.reduce((sum, { data }) => sum + data.length, 0);
  const tried = total <= allCoordinatesUpTo ? Array.from({ length: total }, (_, position) => new Map([[position, 1]])) : sampledDirections(moved, total, draw);
  const gradientAt = (position: number): number => {
    const { leaf, index } = locate(moved, position);
    return gradients[moved.indexOf(leaf)]!.data[index]!;
  };
  const measured = await slopes.along(tried);
  if ("broken" in measured) return measured;
  const largest = Math.max(0, ...measured.map(({ slope }) => Math.abs(slope.derivative)).filter(Number.isFinite));
  const judge = (direction: ReadonlyMap<number, number>, slope: ReturnType<typeof slopeFrom>) => {
    const analytic = [...direction].reduce((sum, [position, sign]) => sum + sign * gradientAt(position), 0);
    return { analytic, judgement: judgeSlope(analytic, slope, largest) };
  };
  const wrong: WrongSlope[] = [];
  let undecided = false;
  for (const [index, direction] of tried.entries()) {
    const { slope } = measured[index]!;
    const { analytic, judgement } = judge(direction, slope);
    if (judgement === "inconclusive") undecided = true;
    if (judgement !== "fail" || wrong.length >= shownCoordinates) continue;
    if (direction.size === 1) {
      wrong.push({ ...locate(moved, [...direction.keys()][0]!), analytic, measured: slope.derivative });
      continue;
    }
    const culprit = await bisect(slopes, direction, async (half, slopeOfHalf) => judge(half, slopeOfHalf).judgement);
    if (culprit) wrong.push({ ...locate(moved, culprit.position), analytic: gradientAt(culprit.position), measured: culprit.slope * direction.get(culprit.position)! });
  }
  if (wrong.length > 0) return { wrong: wrong.filter((one, index) => wrong.findIndex(({ leaf, index: at }) => leaf === one.leaf && at === one.index) === index) };
  return undecided ? "inconclusive" : "pass";
}

/** Random ±1 over all coordinates, and two coordinates of every argument, so that a small one isn't drowned by a large. */
function sampledDirections(moved: readonly Leaf[], total: number, draw: Draw): ReadonlyMap<number, number>[] {
  const signs = Array.from({ length: directions }, () => new Map(Array.from({ length: total }, (_, position) => [position, draw.boolean() ? 1 : -1])));
  const single: Map<number, number>[] = [];
  let start = 0;
  for (const { data } of moved) {
    const chosen = new Set([draw.integer(0, data.length - 1), draw.integer(0, data.length - 1)]);
    for (const index of chosen) single.push(new Map([[start + index, 1]]));
    start += data.length;
  }
  return [...signs, ...single];
}

/** Follows the half that fails until one coordinate is left. */
async function bisect(
  slopes: Slopes,
  direction: ReadonlyMap<number, number>,
  judge: (direction: ReadonlyMap<number, number>, slope: ReturnType<typeof slopeFrom>) => Promise<string>,
): Promise<{ position: number; slope: number } | undefined> {
  let suspects = [...direction];
  while (true) {
    const middle = Math.ceil(suspects.length / 2);
    const halves = suspects.length === 1 ? [suspects] : [suspects.slice(0, middle), suspects.slice(middle)];
    const measured = await slopes.along(halves.map((half) => new Map(half)));
    if ("broken" in measured) return undefined;
    const verdicts = await Promise.all(halves.map((half, index) => judge(new Map(half), measured[index]!.slope)));
    const failing = verdicts.indexOf("fail");
    if (failing === -1) return undefined;
    suspects = halves[failing]!;
    if (suspects.length === 1 && halves.length === 1) return { position: suspects[0]![0], slope: measured[0]!.slope.derivative };
  }
}

function gradientFinding(spec: Spec, call: Call, reply: Reply & { status: "returned" }, wrong: readonly WrongSlope[], reference: Value | undefined): Finding {
  const differences = wrong.map(({ leaf, index, analytic, measured }): Difference => ({
    at: `${textOf(leaf.path)}${positionText(index, leaf.shape)}`,
    expected: jsonNumber(Number(measured.toPrecision(9))),
    actual: jsonNumber(analytic),
    ...(Number.isFinite(analytic) ? { difference: Math.abs(analytic - measured) } : {}),
  }));
  const { at, expected, actual } = differences[0]!;
  const summary = `The gradient with respect to ${at} is ${actual}, but moving that entry changes the output at the rate ${expected}, measured on your own forward pass.`;
  if (reference === undefined) return brokenLaw(spec, call, reply, summary, { differences });
  return wrongValue(spec, call, reply, reference, { equal: false, reason: summary, differences });
}

function positionText(index: number, shape: readonly number[]): string {
  const position: number[] = [];
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return shape.length === 0 ? "" : `[${position.join(", ")}]`;
}

/** The reference's gradient, where it differentiates the same function as the student wrote. */
async function referenceGradient(check: GradientSpec, { reference }: CheckContext, _values: Values, forward: Call, reply: Reply & { status: "returned" }, backward: Call): Promise<Value | undefined> {
  const [expectedForward, expectedBackward] = await reference.call([forward, backward]);
  const sameForward = expectedForward?.status === "returned" && compare(expectedForward.value, reply.value, check.tolerance).equal;
  return sameForward && expectedBackward?.status === "returned" ? expectedBackward.value : undefined;
}

async function equalsReference(check: GradientSpec, { exercise: { spec }, student, reference }: CheckContext, values: Values, seed: number): Promise<boolean> {
  const [output] = await reference.call([callByName(spec, check.call, values)]);
  if (output?.status !== "returned") return false;
  const call = backwardCall(spec, check, values, output.value, cotangentFor(output.value, seed));
  const [[expected], [actual]] = await Promise.all([reference.call([call]), student.call([call])]);
  return expected?.status === "returned" && actual?.status === "returned" && compare(expected.value, actual.value, check.tolerance).equal;
}

