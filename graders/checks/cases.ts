/** Numeric cases: given arguments, given answer, and where the answer comes from. */
import { signatureOf, type Case, type CheckSpec } from "#graders/spec/spec.ts";
import { valueFromJson } from "#graders/spec/values.ts";
import { compare, toleranceInWords } from "./compare.ts";
import type { CheckContext, Outcome } from "./context.ts";
import { brokenCall, brokenLaw, callByName, wrongValue, type Finding } from "./finding.ts";

export async function checkCases(
  check: CheckSpec & { kind: "cases" },
  { exercise: { spec }, student }: CheckContext,
): Promise<Outcome> {
  const signature = signatureOf(spec, check.call)!;
  const where = (index: number): string => `specs/${spec.id}.json: "${check.name}" case ${index + 1}`;
  const calls = check.cases.map(({ input }, index) => {
    const values = Object.entries(input).map(([name, json]) => [
      name,
      valueFromJson(json, signature.parameters.get(name)!, `${where(index)} ${name}`),
    ]);
    return callByName(spec, check.call, Object.fromEntries(values));
  });
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
    const expected = valueFromJson(one.expect!, signature.returns, `${where(index)} expect`);
    const comparison = compare(expected, reply.value, check.tolerance);
    if (comparison.equal) return undefined;
    return wrongValue(spec, call, reply, expected, comparison, {
      tolerance: toleranceInWords(check.tolerance),
      source: one.source,
    });
  };
  return { runs: check.cases.length, findings: check.cases.map(judge).filter((finding) => finding !== undefined) };
}
