/**
 * Numeric cases: given arguments, given answer, and where the answer comes from. Where all are passed, so must their twins
 * be (twins.ts): an answer that was typed in for the printed numbers is no answer.
 */
import type { Call, Value } from "#graders/execution/executor.ts";
import { signatureOf, type Case, type CheckSpec, type Spec } from "#graders/spec/spec.ts";
import { valueFromJson } from "#graders/spec/values.ts";
import { compare, toleranceInWords } from "./compare.ts";
import { toleranceOf, type CheckContext, type Outcome } from "./context.ts";
import { brokenCall, brokenLaw, callByName, wrongValue, type Finding } from "./finding.ts";
import { twinOf } from "./twins.ts";

export async function checkCases(check: CheckSpec & { kind: "cases" }, context: CheckContext): Promise<Outcome> {
  const { exercise, student } = context;
  const { spec } = exercise;
  const signature = signatureOf(spec, check.call)!;
  const inputs = inputsOf(spec, check);
  const calls = inputs.map((input) => callByName(spec, check.call, input));
  const replies = await student.call(calls);
  const judge = (one: Case, index: number): Finding | undefined => {
    const call = calls[index]!;
    const reply = replies[index]!;
    if (one.throws !== undefined) {
      if (reply.status === "threw" && !reply.notStarted) return undefined;
      if (reply.status === "returned")
        return brokenLaw(spec, call, reply, `No error was thrown, though ${one.throws}.`, { source: one.source });
      return brokenCall(spec, call, reply);
    }
    if (reply.status !== "returned") return brokenCall(spec, call, reply);
    const expected = valueFromJson(one.expect!, signature.returns, `${whereIs(spec, check, index)} expect`);
    const tolerance = toleranceOf(exercise, check, call);
    const comparison = compare(expected, reply.value, tolerance);
    if (comparison.equal) return undefined;
    return wrongValue(spec, call, reply, expected, comparison, {
      tolerance: toleranceInWords(tolerance),
      source: one.source,
    });
  };
  const findings = check.cases.map(judge).filter((finding) => finding !== undefined);
  return {
    runs: check.cases.length,
    findings: findings.length > 0 ? findings : await checkTwins(check, inputs, context),
  };
}

/** The calls that numeric cases of functions make, programs left out, since those may take long. */
export function callsOfCases(spec: Spec): Call[] {
  return spec.checks.flatMap((check) =>
    check.kind === "cases" && !spec.programs.has(check.call)
      ? inputsOf(spec, check).map((input) => callByName(spec, check.call, input))
      : [],
  );
}

function inputsOf(spec: Spec, check: CheckSpec & { kind: "cases" }): { readonly [argument: string]: Value }[] {
  const { parameters } = signatureOf(spec, check.call)!;
  return check.cases.map(({ input }, index) =>
    Object.fromEntries(
      Object.entries(input).map(([name, json]) => [
        name,
        valueFromJson(json, parameters.get(name)!, `${whereIs(spec, check, index)} ${name}`),
      ]),
    ),
  );
}

function whereIs({ id }: Spec, { name }: CheckSpec, index: number): string {
  return `specs/${id}.json: "${name}" case ${index + 1}`;
}

async function checkTwins(
  check: CheckSpec & { kind: "cases" },
  inputs: readonly { readonly [argument: string]: Value }[],
  { exercise, student, reference, seed }: CheckContext,
): Promise<Finding[]> {
  const { spec } = exercise;
  const { parameters } = signatureOf(spec, check.call)!;
  const twins = inputs.flatMap((input, index) => {
    const twin = twinOf(input, parameters, seed);
    return twin === undefined ? [] : { index, call: callByName(spec, check.call, twin) };
  });
  const calls = twins.map(({ call }) => call);
  const expected = await reference.call(calls);
  const replies = await student.call(calls);
  return twins.flatMap(({ index, call }, position) => {
    const { throws } = check.cases[index]!;
    const [wanted, reply] = [expected[position]!, replies[position]!];
    // Beside a border the reference may say something else: not the same case any more.
    if ((wanted.status === "threw") !== (throws !== undefined) || wanted.status === "lost") return [];
    if (reply.status === "lost") return brokenCall(spec, call, reply);
    if (wanted.status === "threw")
      return reply.status === "threw"
        ? []
        : brokenLaw(spec, call, reply, `The printed numbers are refused, but not those beside them, though ${throws}.`);
    if (reply.status !== "returned") return brokenCall(spec, call, reply);
    const tolerance = toleranceOf(exercise, check, call);
    const comparison = compare(wanted.value, reply.value, tolerance);
    if (comparison.equal) return [];
    const reason = `Right on the printed numbers, but not on those just beside them. ${comparison.reason}`;
    return wrongValue(
      spec,
      call,
      reply,
      wanted.value,
      { ...comparison, reason },
      { tolerance: toleranceInWords(tolerance) },
    );
  });
}
