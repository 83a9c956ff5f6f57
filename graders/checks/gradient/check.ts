/**
 * The gradient check: is the backward pass the derivative of the forward pass that the student wrote?
 *
 * For a random cotangent v, φ(x) = Σ v · forward(x), and backward(x, v) must be its gradient. A v of ones would not do:
 * the sum of a softmax is constant, so a gradient that is wrong by any multiple would pass.
 * 1. laws.ts: what any backward pass obeys, seen without differences.
 * 2. slopes.ts, ladder.ts: slopes of φ, each with an estimate of its own error.
 * 3. judge.ts: gradients against slopes; a direction that fails is halved until it names a coordinate.
 * Slopes are measured on the reference's forward pass, or on that of a known mistake, once the student's has been seen to
 * give the same. Asked near one point over and over, code can tell that its slope is being measured, and answer
 * with a constant, or with noise that drowns every slope.
 * A gradient that equals the reference's where both forwards agree is right, and no slope is measured: the reference's own
 * stands on slopes alone, since `verify` leaves this rule out. It also settles where rounding inside a function hides from
 * every difference quotient. What can't be decided (a kink in the way, too much rounding) is drawn again; what stays
 * undecided is compared with the reference's gradient, and never costs a point.
 */
import { Tensor } from "#tensor";
import type { Call, Reply, Session, Value } from "#graders/execution/executor.ts";
import { Draw, fullScale, type Scale } from "#graders/inputs/draw.ts";
import { forAll } from "#graders/inputs/for-all.ts";
import type { Inputs } from "#graders/inputs/arbitrary.ts";
import { signatureOf, type CheckSpec, type Spec } from "#graders/spec/spec.ts";
import { compare, positionText, slopeToleranceInWords, toleranceInWords } from "../compare.ts";
import { generatorFor, type CheckContext, type Outcome } from "../context.ts";
import { brokenCall, brokenLaw, callByName, shrinks, wrongValue, type Finding } from "../finding.ts";
import { apart } from "#graders/result/numbers.ts";
import { jsonNumber } from "#graders/result/preview.ts";
import type { Difference } from "#graders/result/result.ts";
import { judgeGradients, type WrongSlope } from "./judge.ts";
import { lawfulGradients } from "./laws.ts";
import { differentiableLeaves, gradientName, leavesOf, mapLeaves, textOf, type Leaf } from "./leaves.ts";
import type { Values } from "./slopes.ts";

const usualRuns = 5;
const redraws = 4;

export type GradientSpec = CheckSpec & { kind: "gradient" };
type Returned = Reply & { status: "returned" };

/** @returns with the number of inputs on which the gradient could be judged. */
export async function checkGradient(
  check: GradientSpec,
  context: CheckContext,
): Promise<Outcome & { readonly decided: number }> {
  const draw = generatorFor(context.exercise, check);
  let undecided = 0;
  const judge = async (inputs: readonly Inputs[]): Promise<(Finding | undefined)[]> => {
    const findings: (Finding | undefined)[] = [];
    for (const input of inputs) {
      let verdict = await judgeOnce(check, context, input);
      for (let attempt = 1; verdict === "inconclusive" && attempt <= redraws; attempt++) {
        const seed = (input.seed + attempt * 104_729) % 2 ** 31;
        verdict = await judgeOnce(check, context, {
          seed,
          scale: input.scale,
          values: draw(new Draw(seed, input.scale)),
        });
      }
      const settledByReference =
        context.trustsReference && verdict === "inconclusive" && (await equalsReference(check, context, input));
      if (verdict === "inconclusive" && !settledByReference) undecided += 1;
      findings.push(typeof verdict === "string" ? undefined : verdict);
    }
    return findings;
  };
  const { runs, findings } = await forAll(draw, judge, {
    seed: context.seed,
    runs: check.runs ?? usualRuns,
    shrinks: (finding) => context.shrinks && shrinks(finding),
  });
  if (findings.length > 0 || undecided === 0) return { runs, findings, decided: runs - undecided };
  return {
    runs,
    findings,
    decided: runs - undecided,
    inconclusive: `On ${undecided} of ${runs} inputs the slope could not be measured well enough to judge the gradient. This costs nothing.`,
  };
}

/**
 * Whether backward calls with a gradOutput of their own (those of a numeric case) agree with the student's own forward.
 * It is asked where the forward has a known slip (`context.forwards`), so that the slip is not charged a second time.
 */
export async function agreesWithOwnForward(
  check: GradientSpec,
  context: CheckContext,
  calls: readonly Call[],
): Promise<"agrees" | "disagrees" | "undecided"> {
  const names = [...signatureOf(context.exercise.spec, check.by)!.parameters.keys()];
  let answer: "agrees" | "undecided" = "agrees";
  for (const { args } of calls) {
    const values = Object.fromEntries(args.map((value, index) => [names[index]!, value]));
    if (values["gradOutput"] === undefined) return "disagrees";
    const input = { seed: context.seed, scale: fullScale, values };
    const verdict = await judgeOnce(check, context, input, values["gradOutput"]);
    if (typeof verdict !== "string") return "disagrees";
    if (verdict === "inconclusive") answer = "undecided";
  }
  return answer;
}

/** Whether the backward pass gives the reference's gradients, whatever the student's forward does. */
export async function backwardEqualsReference(check: GradientSpec, context: CheckContext): Promise<boolean> {
  const draw = generatorFor(context.exercise, check);
  for (let run = 0; run < (check.runs ?? usualRuns); run++) {
    const seed = (context.seed + run * 104_729) % 2 ** 31;
    const input = { seed, scale: fullScale, values: draw(new Draw(seed)) };
    if (!(await equalsReference(check, context, input))) return false;
  }
  return true;
}

async function judgeOnce(
  check: GradientSpec,
  context: CheckContext,
  { seed, scale, values }: Inputs,
  weights?: Value,
): Promise<Finding | "pass" | "inconclusive"> {
  const { spec } = context.exercise;
  const { student } = context;
  const forward = callByName(spec, check.call, values);
  const [reply] = (await student.call([forward])) as [Reply];
  if (reply.status !== "returned") return brokenCall(spec, forward, reply);
  const measured = await forwardLike(context, forward, reply, check.tolerance);
  if (measured === "inconclusive" || !("call" in measured)) return measured;
  const moved = movedLeaves(spec, check, values);
  const cotangent = weights === undefined ? cotangentFor(reply.value, seed, scale) : shapedLike(reply.value, weights);
  if (cotangent === undefined) return "inconclusive";
  const backward = (factor: number): Call =>
    backwardCall(
      spec,
      check,
      values,
      reply.value,
      mapLeaves(cotangent, ({ data }) => data.map((entry) => factor * entry)),
    );
  const calls = { plain: { ...backward(1), echo: true }, again: backward(1), flipped: backward(-2), zero: backward(0) };
  const replies = await student.call([calls.plain, calls.again, calls.flipped, calls.zero]);
  const lawful = lawfulGradients(spec, calls, replies, moved);
  if ("finding" in lawful) return lawful.finding;
  const plain = replies[0] as Returned;
  const reference = await referenceGradient(check, context, { forward, reply, backward: calls.plain });
  const agrees = reference !== undefined && compare(reference, plain.value, check.tolerance).equal;
  if (agrees && context.trustsReference) return "pass";
  const setting = {
    forward: measured,
    call: (point: Values) => callByName(spec, check.call, point),
    values,
    moved,
    cotangent,
  };
  const verdict = await judgeGradients(setting, lawful.gradients, new Draw(seed));
  if (typeof verdict === "string") return verdict;
  if ("broken" in verdict) return brokenCall(spec, verdict.broken.call, verdict.broken.reply);
  return gradientFinding(spec, calls.plain, plain, verdict.wrong, reference);
}

/** The trusted forward pass that gives what the student's gave; what is wrong where there is none. */
async function forwardLike(
  { exercise: { spec }, student, reference, trustsReference, forwards }: CheckContext,
  call: Call,
  reply: Returned,
  tolerance: GradientSpec["tolerance"],
): Promise<Session | Finding | "inconclusive"> {
  if (!trustsReference) return student;
  for (const session of forwards ?? [reference]) {
    const [expected] = await session.call([call]);
    if (expected?.status === "returned" && compare(expected.value, reply.value, tolerance).equal) return session;
  }
  const [expected] = await reference.call([call]);
  // Beside a known slip there may be another: such an input says nothing.
  if (forwards !== undefined || expected?.status !== "returned") return "inconclusive";
  const comparison = compare(expected.value, reply.value, tolerance);
  if (comparison.equal) return reference;
  return wrongValue(spec, call, reply, expected.value, comparison, { tolerance: toleranceInWords(tolerance) });
}

/** The arguments whose gradient `by` returns: named by its record's fields, else by `like x`, else the first real one. */
function movedLeaves(spec: Spec, check: GradientSpec, values: Values): Leaf[] {
  const leaves = differentiableLeaves(signatureOf(spec, check.call)!, values);
  const { returns } = signatureOf(spec, check.by)!;
  if (returns.kind === "record") {
    return leaves.filter(({ path }) => returns.fields.has(gradientName(path[0]!)));
  }
  const argument = returns.kind === "tensor" && returns.like !== undefined ? returns.like : leaves[0]?.path[0];
  return leaves.filter(({ path }) => path[0] === argument);
}

/** Random weights for every entry of the output; never constant, never 0. */
function cotangentFor(output: Value, seed: number, scale: Scale): Value {
  const draw = new Draw(seed ^ 0x5bd1e995, scale);
  return mapLeaves(output, ({ shape }) => draw.tensor(shape, -2, 2).data);
}

/** Given weights in the form of the output; nothing when they don't fit it. */
function shapedLike(output: Value, weights: Value): Value | undefined {
  const given = new Map(leavesOf(weights).map(({ path, data }) => [textOf(path), data]));
  const fits = leavesOf(output).every(({ path, data }) => given.get(textOf(path))?.length === data.length);
  return fits ? mapLeaves(output, ({ path }) => given.get(textOf(path))!) : undefined;
}

function backwardCall(spec: Spec, check: GradientSpec, values: Values, output: Value, gradOutput: Value): Call {
  const asTensor = typeof gradOutput === "number" ? new Tensor([gradOutput], []) : gradOutput;
  return callByName(spec, check.by, { ...values, output, gradOutput: asTensor });
}

function gradientFinding(
  spec: Spec,
  call: Call,
  reply: Returned,
  wrong: readonly WrongSlope[],
  reference: Value | undefined,
): Finding {
  const differences = wrong.map(({ leaf, index, analytic, measured, error }): Difference => {
    const entry = {
      at: `${textOf(leaf.path)}${positionText(index, leaf.shape)}`,
      expected: jsonNumber(Number(measured.toPrecision(9))),
      actual: jsonNumber(analytic),
    };
    return Number.isFinite(analytic)
      ? { ...entry, difference: Math.abs(analytic - measured), allowed: 1e-6 * Math.abs(measured) + 20 * error }
      : entry;
  });
  const { at } = differences[0]!;
  const { expected, actual } = apart(differences[0]!);
  const rate = `changes the output at the rate ${expected}, measured on the forward pass.`;
  const others = wrong[0]!.together - 1;
  const equals = others === 1 ? "the other entry that equals it" : `the ${others} other entries that equal it`;
  const summary =
    others === 0
      ? `The gradient with respect to ${at} is ${actual}, but moving that entry ${rate}`
      : `The gradients with respect to ${at} and ${equals} sum to ${actual}, but moving all of them together ${rate}`;
  const allowed = { tolerance: slopeToleranceInWords };
  if (reference === undefined) return brokenLaw(spec, call, reply, summary, { differences, ...allowed });
  return wrongValue(spec, call, reply, reference, { equal: false, reason: summary, differences }, allowed);
}

/** The reference's gradient, where it differentiates the same function as the student wrote. */
async function referenceGradient(
  check: GradientSpec,
  { reference }: CheckContext,
  { forward, reply, backward }: { forward: Call; reply: Returned; backward: Call },
): Promise<Value | undefined> {
  const [expectedForward, expectedBackward] = await reference.call([forward, backward]);
  const sameForward =
    expectedForward?.status === "returned" && compare(expectedForward.value, reply.value, check.tolerance).equal;
  return sameForward && expectedBackward?.status === "returned" ? expectedBackward.value : undefined;
}

async function equalsReference(
  check: GradientSpec,
  { exercise: { spec }, student, reference }: CheckContext,
  { seed, scale, values }: Inputs,
): Promise<boolean> {
  const [output] = await reference.call([callByName(spec, check.call, values)]);
  if (output?.status !== "returned") return false;
  const call = backwardCall(spec, check, values, output.value, cotangentFor(output.value, seed, scale));
  const [[expected], [actual]] = await Promise.all([reference.call([call]), student.call([call])]);
  return (
    expected?.status === "returned" &&
    actual?.status === "returned" &&
    compare(expected.value, actual.value, check.tolerance).equal
  );
}
