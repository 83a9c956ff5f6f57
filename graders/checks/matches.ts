/**
 * Equal to the reference on drawn inputs; and, on the same inputs, what holds for every function of the course:
 * the same call gives the same answer, and the arguments are left as they were.
 */
import { forAll } from "#graders/inputs/for-all.ts";
import type { Inputs } from "#graders/inputs/arbitrary.ts";
import type { Call, Reply, Value } from "#graders/execution/executor.ts";
import type { CheckSpec, Exercise, Spec } from "#graders/spec/spec.ts";
import { compare, toleranceInWords } from "./compare.ts";
import { generatorFor, toleranceOf, type CheckContext, type Outcome } from "./context.ts";
import { brokenCall, brokenLaw, callByName, shrinks, wrongValue, type Finding } from "./finding.ts";

const usualRuns = 25;
/** So many of them show whether anything is kept between calls. */
const calledTwice = 5;

/** Bit for bit: what "the same" means for one function called twice. */
const exactly = { relative: 0, scale: 0, absolute: 0, signedZero: true };

export async function checkMatches(check: CheckSpec & { kind: "matches" }, context: CheckContext): Promise<Outcome> {
  const { spec } = context.exercise;
  const judge = async (inputs: readonly Inputs[]): Promise<(Finding | undefined)[]> => {
    const calls = inputs.map(({ values }) => callByName(spec, check.call, values, { echo: true }));
    const expected = await context.reference.call(calls);
    const replies = await context.student.call([...calls, ...calls.slice(0, calledTwice)]);
    return calls.map((call, index) =>
      judgeOne(context.exercise, check, call, expected[index]!, replies[index]!, replies[calls.length + index]),
    );
  };
  return forAll(generatorFor(context.exercise, check), judge, {
    seed: context.seed,
    runs: check.runs ?? usualRuns,
    shrinks: (finding) => context.shrinks && shrinks(finding),
  });
}

function judgeOne(
  exercise: Exercise,
  check: CheckSpec,
  call: Call,
  expected: Reply,
  reply: Reply,
  again: Reply | undefined,
): Finding | undefined {
  const { spec } = exercise;
  if (expected.status !== "returned") return errorExpected(spec, call, expected, reply);
  if (reply.status !== "returned") return brokenCall(spec, call, reply);
  const tolerance = toleranceOf(exercise, check, call);
  const comparison = compare(expected.value, reply.value, tolerance);
  if (!comparison.equal)
    return wrongValue(spec, call, reply, expected.value, comparison, { tolerance: toleranceInWords(tolerance) });
  const changed = call.args.findIndex((argument, index) => !sameValue(argument, reply.argsAfter?.[index]));
  if (reply.argsAfter && changed !== -1)
    return brokenLaw(
      spec,
      call,
      reply,
      `The call changed its argument ${parameterName(spec, call, changed)}. Work on a copy: callers still need what they passed in.`,
    );
  if (again === undefined) return undefined;
  if (again.status !== "returned") return brokenCall(spec, call, again);
  const repeated = compare(reply.value, again.value, exactly);
  if (repeated.equal) return undefined;
  const reason = "The same call gave another answer the second time. Something is kept between calls, or is random.";
  return wrongValue(spec, call, again, reply.value, { ...repeated, reason });
}

/** The reference refuses this input; so must the code under test. */
function errorExpected(
  spec: Spec,
  call: Call,
  expected: Reply & { status: "threw" | "lost" },
  reply: Reply,
): Finding | undefined {
  if (expected.status === "lost" || expected.notStarted)
    throw new Error(`The reference of ${spec.id} failed: ${expected.problem.message}`);
  if (reply.status === "threw" && !reply.notStarted) return undefined;
  if (reply.status === "returned")
    return brokenLaw(spec, call, reply, `No error was thrown. The reference says: ${expected.message}`);
  return brokenCall(spec, call, reply);
}

function sameValue(before: Value, after: Value | undefined): boolean {
  // A generator is used up by design, and what isn't data was never compared.
  return after === undefined || before === undefined || isGenerator(before) || compare(before, after, exactly).equal;
}

function isGenerator(value: Value): boolean {
  return typeof value === "object" && value !== null && value.constructor?.name === "Random";
}

function parameterName(spec: Spec, call: Call, index: number): string {
  const signature = spec.functions.get(call.name) ?? spec.programs.get(call.name)!;
  return [...signature.parameters.keys()][index]!;
}
